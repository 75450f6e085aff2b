"""Everything an article's page shows, gathered in a fixed number of queries."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Exists, F, OuterRef, Prefetch
from django.utils.safestring import SafeString, mark_safe

from masthead import prose
from meetings.models import Meeting

from . import lengths, markup, onward, sharing, translations
from .models import Article, Byline, Coverage, Edition, ImageUse, Topic

MOST_CHANGES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A stretch of the text, followed by pictures."""

    html: SafeString
    images: list[ImageUse]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """An edition with what hangs on it.

    ``leads`` and ``mentions`` are of public meetings, as they took place; ``changes`` are the
    published editions with a major change, newest first; ``next`` are live articles to go on with.
    """

    article: Article
    edition: Edition
    bylines: list[Byline]
    topics: list[Topic]
    leads: list[Coverage]
    mentions: list[Coverage]
    body: list[Passage]
    description: str
    minutes: int
    changes: list[Edition]
    translations: translations.Translations
    ways: list[sharing.Way]
    next: list[Article]
    is_preview: bool

    @property
    def coverage(self) -> list[Coverage]:
        return [*self.leads, *self.mentions]


def read(edition: Edition, *, is_preview: bool = False) -> Reading:
    """Gather the page of ``edition``, whose article and section are loaded."""
    article, text, covered = edition.article, prose.plain(edition.body), _covered(edition)
    translated = translations.translations_of(article)
    family = {article.pk, *(one.pk for one in translated.others)}
    topics = [row.topic for row in edition.editiontopics.select_related("topic")]
    return Reading(
        article=article,
        edition=edition,
        bylines=list(edition.bylines.select_related("person", "organization")),
        topics=topics,
        leads=[one for one in covered if one.role == Coverage.Role.LEAD],
        mentions=[one for one in covered if one.role == Coverage.Role.MENTION],
        body=passages(edition, list(edition.imageuses.select_related("image"))),
        description=lengths.beginning(edition.dek or text),
        minutes=lengths.minutes(text),
        changes=_changes(article),
        translations=translated,
        ways=sharing.ways(settings.SITE_URL + article.get_absolute_url(), edition.headline),
        next=onward.next_after(edition, topics, but=family),
        is_preview=is_preview,
    )


def _covered(edition: Edition) -> list[Coverage]:
    """Return the public meetings of ``edition`` as they took place."""
    as_they_took_place = (F("meeting__earliest").asc(nulls_last=True), "meeting__order_in_day")
    # Looked up from each row: SQLite would make a list of all public meetings.
    public = Exists(Meeting.objects.public().filter(pk=OuterRef("meeting")))
    coverages = edition.coverages.filter(public)
    with_sides = Prefetch("meeting", Meeting.objects.with_sides())
    in_order = coverages.order_by(*as_they_took_place, "order", "pk")
    return list(in_order.prefetch_related(with_sides))


def _changes(article: Article) -> list[Edition]:
    """Return the editions that readers were told of as updates."""
    published = (Edition.Status.PUBLISHED, Edition.Status.SUPERSEDED)
    told = article.editions.filter(
        status__in=published, change=Edition.Change.MAJOR, updated_at=F("published_at")
    )
    return list(told.order_by("-published_at", "-pk")[:MOST_CHANGES])


def passages(edition: Edition, images: list[ImageUse]) -> list[Passage]:
    """Cut the text of ``edition`` where its ``images`` stand."""
    pieces = markup.split_after(edition.body, {use.after_paragraph for use in images})
    last = max(pieces)
    return [
        Passage(
            html=mark_safe(html),  # noqa: S308 - sanitised on save by ProseField.
            images=[use for use in images if min(use.after_paragraph, last) == count],
        )
        for count, html in pieces.items()
    ]
