"""Reads articles as the API tells them: published editions and public meetings alone.

A fixed number of queries, however many articles.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Prefetch, prefetch_related_objects
from django.urls import reverse

from articles.models import Article, Byline, Coverage, EditionTopic, ImageUse, Section, Topic
from comments.models import CommentCount
from masthead import prose
from meetings import describing
from meetings.entries import Reference
from meetings.models import Meeting

from . import shapes

_BLOCK_ENDS = re.compile(r"</(?:p|h2|h3|li|blockquote|tr|ul|ol|table)>|<hr[^>]*>")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Beside:
    """What stands in other rows than an article's own, by key of the article."""

    site: str
    comments: Mapping[int, int]
    originals: Mapping[int, Article]


def summaries(articles: Sequence[Article], site: str) -> list[shapes.ArticleSummary]:
    """Describe live articles."""
    beside = _load(articles, site)
    return [_summary(article, beside) for article in articles]


def whole(article: Article, site: str) -> shapes.Article:
    """Describe a live article with its text."""
    (summary,) = summaries([article], site)
    body = article.live.body
    lines = (prose.plain(piece) for piece in _BLOCK_ENDS.split(body))
    return shapes.Article(
        **{name: getattr(summary, name) for name in shapes.ArticleSummary.__dataclass_fields__},
        change_note=article.live.change_note or None,
        body_html=body,
        body_text="\n".join(filter(None, lines)),
    )


def label(noun: Section | Topic, site: str) -> shapes.Label:
    return shapes.Label(
        slug=noun.slug,
        name=noun.name,
        url=site + noun.get_absolute_url(),
        description=noun.description or None,
    )


def _load(articles: Sequence[Article], site: str) -> _Beside:
    as_they_took_place = (F("meeting__earliest").asc(nulls_last=True), "meeting__order_in_day")
    # Looked up from each row: SQLite would make a list of all public meetings.
    public = Exists(Meeting.objects.public().filter(pk=OuterRef("meeting")))
    covered = Coverage.objects.filter(public)
    prefetch_related_objects(
        [article.live for article in articles],
        Prefetch("bylines", Byline.objects.select_related("person", "organization")),
        Prefetch("editiontopics", EditionTopic.objects.select_related("topic")),
        Prefetch("imageuses", ImageUse.objects.select_related("image")),
        Prefetch(
            "coverages",
            covered.select_related("meeting").order_by(*as_they_took_place, "order", "pk"),
        ),
    )
    counts = CommentCount.objects.filter(article__in=[article.pk for article in articles])
    sources = {article.translation_of_id for article in articles} - {None}
    return _Beside(
        site=site,
        comments=dict(counts.values_list("article", "public")),
        originals=Article.objects.live().in_bulk(sources),
    )


def _summary(article: Article, beside: _Beside) -> shapes.ArticleSummary:
    edition, site = article.live, beside.site
    # Kept by edition_published_is_complete.
    assert edition.displayed_at is not None
    assert edition.section is not None
    return shapes.ArticleSummary(
        id=article.uid,
        slug=article.slug,
        url=site + article.get_absolute_url(),
        headline=edition.headline,
        description=edition.dek or None,
        dateline=edition.dateline or None,
        in_language=article.language,
        date_published=edition.displayed_at,
        date_modified=edition.updated_at or edition.displayed_at,
        section=label(edition.section, site),
        topics=[label(row.topic, site) for row in edition.editiontopics.all()],
        authors=[_author(byline, site) for byline in edition.bylines.all()],
        meetings=[describing.reference(row.meeting, site) for row in edition.coverages.all()],
        images=[_picture(use, site) for use in edition.imageuses.all()],
        translation_of=_original(article, beside),
        comment_count=beside.comments.get(article.pk, 0),
    )


def _original(article: Article, beside: _Beside) -> Reference | None:
    original = beside.originals.get(article.translation_of_id or 0)
    return reference(original, beside.site) if original else None


def reference(article: Article, site: str) -> Reference:
    """Name a live article."""
    url = site + article.get_absolute_url()
    return Reference(id=article.uid, name=article.live.headline, url=url)


def _author(byline: Byline, site: str) -> shapes.Author:
    return shapes.Author(
        name=str(byline),
        person=describing.reference_if(byline.person, site),
        organization=describing.reference_if(byline.organization, site),
    )


def _picture(use: ImageUse, site: str) -> shapes.Picture:
    image = use.image
    return shapes.Picture(
        url=site + reverse("picture", args=[image.pk]),
        width=image.width,
        height=image.height,
        description=image.alt or None,
        caption=use.caption or None,
        credit=image.credit or None,
        after_paragraph=use.after_paragraph,
    )
