"""Everything an article's page shows, gathered in a fixed number of queries."""

from dataclasses import dataclass

from django.db.models import F, Prefetch
from django.utils.safestring import SafeString, mark_safe

from meetings.models import Meeting

from . import markup
from .models import Article, Byline, Coverage, Edition, ImageUse, Topic


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A stretch of the text, followed by pictures."""

    html: SafeString
    images: list[ImageUse]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """An edition with what hangs on it. ``coverage`` is of public meetings, as they took place."""

    article: Article
    edition: Edition
    bylines: list[Byline]
    topics: list[Topic]
    coverage: list[Coverage]
    body: list[Passage]
    is_preview: bool


def read(edition: Edition, *, is_preview: bool = False) -> Reading:
    """Gather the page of ``edition``, whose article and section are loaded."""
    as_they_took_place = (F("meeting__earliest").asc(nulls_last=True), "meeting__order_in_day")
    coverage = (
        edition.coverages.filter(meeting__in=Meeting.objects.public())
        .prefetch_related(Prefetch("meeting", Meeting.objects.with_sides()))
        .order_by(*as_they_took_place, "order", "pk")
    )
    return Reading(
        article=edition.article,
        edition=edition,
        bylines=list(edition.bylines.select_related("person", "organization")),
        topics=[row.topic for row in edition.editiontopics.select_related("topic")],
        coverage=list(coverage),
        body=_passages(edition),
        is_preview=is_preview,
    )


def _passages(edition: Edition) -> list[Passage]:
    images = list(edition.imageuses.select_related("image"))
    pieces = markup.split_after(edition.body, {use.after_paragraph for use in images})
    last = max(pieces)
    return [
        Passage(
            html=mark_safe(html),  # noqa: S308 - sanitised on save by ProseField.
            images=[use for use in images if min(use.after_paragraph, last) == count],
        )
        for count, html in pieces.items()
    ]
