"""The newest articles as Atom feeds (RFC 4287): all, and those of a section, topic or person."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import F, Prefetch, Q, prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.views.decorators.http import condition, require_safe

from masthead import languages, versions
from masthead.atom import Atom
from masthead.models import Publication
from masthead.papers import paper_of
from masthead.xml_text import absolute, clean
from meetings.models import Meeting, Person

from .models import Article, Byline, Coverage, Edition, EditionTopic, ImageUse, Section, Topic
from .models.edition import EditionQuerySet
from .naming import named_people
from .reading import passages

MOST = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """What a feed is of: the path of its page, and its own; ``name`` is '' for all articles."""

    page: str
    address: str
    name: str = ""
    subtitle: str = ""


class _Articles(Atom):
    """Takes of an item ``authors``, ``terms`` and ``standfirst`` besides."""

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        for name, address in item["authors"]:
            handler.startElement("author", {})
            handler.addQuickElement("name", name)
            if address:
                handler.addQuickElement("uri", address)
            handler.endElement("author")
        for term in item["terms"]:
            handler.addQuickElement("category", "", term)
        if item["standfirst"]:
            handler.addQuickElement("summary", item["standfirst"], {"type": "text"})


def _etag(request: HttpRequest, **kwargs: Any) -> str:
    return f'"{versions.number(versions.SITE)}"'


@versions.kept(versions.SITE)
@require_safe
@condition(etag_func=_etag)
def newest(request: HttpRequest) -> HttpResponse:
    paper = paper_of(request)
    channel = Channel(
        page=reverse("articles:front"), address=reverse("articles:feed"), subtitle=paper.tagline
    )
    return _answer(paper, channel, Edition.objects.published())


@versions.kept(versions.SITE)
@require_safe
@condition(etag_func=_etag)
def of_section(request: HttpRequest, slug: str) -> HttpResponse:
    section = get_object_or_404(Section, slug=slug)
    channel = Channel(
        page=section.get_absolute_url(),
        address=reverse("articles:section-feed", args=[slug]),
        name=section.name,
        subtitle=section.description,
    )
    return _answer(paper_of(request), channel, Edition.objects.published().filter(section=section))


@versions.kept(versions.SITE)
@require_safe
@condition(etag_func=_etag)
def of_topic(request: HttpRequest, slug: str) -> HttpResponse:
    topic = get_object_or_404(Topic.objects.published(), slug=slug)
    channel = Channel(
        page=topic.get_absolute_url(),
        address=reverse("articles:topic-feed", args=[slug]),
        name=topic.name,
        subtitle=topic.description,
    )
    rows = EditionTopic.objects.filter(topic=topic, displayed_at__isnull=False)
    keys = list(rows.order_by("-displayed_at", "-id").values_list("edition", flat=True)[:MOST])
    return _answer(paper_of(request), channel, Edition.objects.published().filter(pk__in=keys))


@versions.kept(versions.SITE)
@require_safe
@condition(etag_func=_etag)
def of_person(request: HttpRequest, slug: str) -> HttpResponse:
    """Give what somebody wrote and what is about public meetings at which they were."""
    person = get_object_or_404(named_people(), slug=slug)
    subtitle = gettext("Articles by %(name)s, and about meetings at which %(name)s took part.")
    channel = Channel(
        page=person.get_absolute_url(),
        address=reverse("people:feed", args=[slug]),
        name=person.name,
        subtitle=subtitle % {"name": person.name},
    )
    return _answer(paper_of(request), channel, _by_or_about(person))


def _by_or_about(person: Person) -> EditionQuerySet:
    public = Meeting.objects.public().filter(participations__person=person)
    about = Coverage.objects.filter(meeting__in=public).order_by().values("edition")
    by = person.bylines.order_by().values("edition")
    return Edition.objects.published().filter(pk__in=by.union(about))


def _answer(paper: Publication, channel: Channel, editions: EditionQuerySet) -> HttpResponse:
    """Answer with the newest of published ``editions``."""
    feed = _Articles(
        title=clean(f"{channel.name} – {paper.name}" if channel.name else paper.name),
        link=_whole(channel.page),
        description=None,
        subtitle=clean(channel.subtitle) or None,
        feed_url=_whole(channel.address),
        feed_guid=_whole(channel.address),
        feed_copyright=clean(paper.copyright_notice) or None,
        author_name=clean(paper.publisher or paper.name),
        author_link=_whole(reverse("articles:front")),
    )
    found = _loaded(editions)
    notes = _notes(found)
    for article in found:
        feed.add_item(**_entry(article, notes.get(article.pk, "")))
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)


def _loaded(editions: EditionQuerySet) -> list[Article]:
    """Return the newest with what an entry tells of them, by a fixed number of queries."""
    # The keys first: the join of articles would keep the database from the index of the order.
    keys = list(editions.order_by("-displayed_at", "-id").values_list("pk", flat=True)[:MOST])
    found = list(Article.objects.live().filter(Q(live__id__in=keys)).newest_first())
    prefetch_related_objects(
        [article.live for article in found],
        Prefetch("bylines", Byline.objects.select_related("person", "organization")),
        Prefetch("editiontopics", EditionTopic.objects.select_related("topic")),
        Prefetch("imageuses", ImageUse.objects.select_related("image")),
    )
    return found


def _notes(articles: list[Article]) -> dict[int, str]:
    """Return by article the note on its last major change, whatever minor ones came after."""
    told = Edition.objects.filter(article__in=articles, updated_at=F("published_at"))
    return dict(told.order_by("published_at", "pk").values_list("article", "change_note"))


def _entry(article: Article, note: str) -> dict[str, Any]:
    edition = article.live
    address = _whole(article.get_absolute_url())
    text = passages(edition, list(edition.imageuses.all()))
    words = {"edition": edition, "passages": text, "note": note}
    with languages.speaking(article.language, get_language() or ""):
        html = render_to_string("articles/entry.html", words)
    return {
        "title": clean(edition.headline),
        "link": address,
        "unique_id": article.uid.urn,
        "language": article.language,
        "pubdate": edition.displayed_at,
        "updateddate": edition.updated_at or edition.displayed_at,
        "authors": [_author(byline) for byline in edition.bylines.all()],
        "terms": list(_terms(edition)),
        "description": None,
        "standfirst": clean(edition.dek),
        "content": clean(absolute(html.strip(), address)),
    }


def _author(byline: Byline) -> tuple[str, str]:
    """Return the name of who wrote it, and the address of their page; '' where there is none."""
    known = byline.person or byline.organization
    return clean(str(byline)), _whole(known.get_absolute_url()) if known else ""


def _terms(edition: Edition) -> Iterable[dict[str, str]]:
    """Yield the section and the topics of an edition as the attributes of Atom's categories."""
    topics = [row.topic for row in edition.editiontopics.all()]
    for scheme, found in (("sections", [edition.section]), ("topics", topics)):
        for one in found:
            assert one is not None  # Kept by edition_published_is_complete.
            address = _whole(reverse(f"articles:{scheme}"))
            yield {"term": one.slug, "scheme": address, "label": clean(one.name)}


def _whole(path: str) -> str:
    return f"{settings.SITE_URL}{path}"
