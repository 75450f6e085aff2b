"""What is on the front page: the places given by hand, and the newest in all the others."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from django.db import transaction
from django.db.models import Min, OuterRef, Subquery

from masthead import versions

from .models import Article, Edition, ImageUse, Section, Slot
from .models.taxonomy import SectionQuerySet

SECONDS = 3
IN_STRIP = 3
MOST_STRIPS = 12
# How many articles each place has room for: one lead, and so many in the strip of a section.
ROOM = {Slot.Place.LEAD: 1, Slot.Place.SECOND: SECONDS, Slot.Place.STRIP: IN_STRIP}
# More than fit by hand are not looked at.
MOST_SLOTS = 1 + SECONDS + IN_STRIP * MOST_STRIPS


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    section: Section
    articles: list[Article]


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """No article is on it twice; ``lead`` is None only where nothing is published.

    ``picture`` is the lead's first.
    """

    lead: Article | None
    picture: ImageUse | None
    seconds: list[Article]
    strips: list[Strip]


def compose(now: dt.datetime) -> Front:
    """Return the front page as it is at ``now`` (aware), by a fixed number of queries."""
    slots = _slots(now)
    newest = Article.objects.live().newest_first()
    by_hand = {slot.article_id for slot in slots}
    fill = iter(list(newest.exclude(pk__in=by_hand)[: 1 + SECONDS]))
    lead = _take(slots, Slot.Place.LEAD, fill)
    seconds = _take(slots, Slot.Place.SECOND, fill)
    shown = {article.pk for article in [*lead, *seconds]}
    return Front(
        lead=next(iter(lead), None),
        picture=_picture(lead),
        seconds=seconds,
        strips=[strip for strip in _strips(slots, shown | by_hand, MOST_STRIPS) if strip.articles],
    )


def shelves(most: int) -> list[Strip]:
    """Return the first ``most`` sections, each with its newest articles, where it has any."""
    return _strips([], set(), most)


def next_end() -> dt.datetime | None:
    """Return when the next slot ends."""
    first: dt.datetime | None = Slot.objects.aggregate(first=Min("until"))["first"]
    return first


@transaction.atomic
def clear(now: dt.datetime) -> int:
    """Take out the slots that have ended by ``now``; return how many."""
    count, _ = Slot.objects.ended(now).delete()
    if count:
        versions.bump(versions.SITE)
    return count


def _picture(lead: list[Article]) -> ImageUse | None:
    editions = [article.live for article in lead]
    return ImageUse.objects.filter(edition__in=editions).select_related("image").first()


def _slots(now: dt.datetime) -> list[Slot]:
    """Return the slots that show, each with its article as ``Article.objects.live`` gives it."""
    slots = list(Slot.objects.showing(now)[:MOST_SLOTS])
    live = Article.objects.live().in_bulk([slot.article_id for slot in slots])
    for slot in slots:
        if slot.article_id in live:
            slot.article = live[slot.article_id]
    return list(_fitting(slot for slot in slots if slot.article_id in live))


def _fitting(slots: Iterable[Slot]) -> Iterator[Slot]:
    """Yield those for which there is room: of two leads, the first."""
    taken: Counter[tuple[str, int | None]] = Counter()
    for slot in slots:
        where = (slot.place, slot.section_id)
        taken[where] += 1
        if taken[where] <= ROOM[Slot.Place(slot.place)]:
            yield slot


def _take(slots: Iterable[Slot], place: Slot.Place, fill: Iterator[Article]) -> list[Article]:
    """Return the articles of a place: those of ``slots``, then as many of ``fill`` as fit."""
    taken = [slot.article for slot in slots if slot.place == place]
    return [*taken, *islice(fill, ROOM[place] - len(taken))]


def _strips(slots: list[Slot], shown: set[int], most: int) -> list[Strip]:
    """Return a strip for each of the first ``most`` sections, in their order."""
    sections = list(_with_newest(shown)[:most])
    newest = {
        section.pk: [key for at in range(IN_STRIP) if (key := getattr(section, f"newest_{at}"))]
        for section in sections
    }
    keys = {key for found in newest.values() for key in found}
    live = Article.objects.live().in_bulk(keys)
    strips = []
    for section in sections:
        fill = iter([live[key] for key in newest[section.pk]])
        own = [slot for slot in slots if slot.section_id == section.pk]
        articles = _take(own, Slot.Place.STRIP, fill)
        strips.append(Strip(section=section, articles=articles))
    return strips


def _with_newest(shown: set[int]) -> SectionQuerySet:
    """Return sections with the keys of their newest articles that are not ``shown`` elsewhere.

    Each is found by the index on the section's published editions.
    """
    editions = (
        Edition.objects.published()
        .filter(section=OuterRef("pk"))
        .exclude(article__in=shown)
        .order_by("-displayed_at", "-id")
        .values("article")
    )
    newest = {f"newest_{at}": Subquery(editions[at : at + 1]) for at in range(IN_STRIP)}
    return Section.objects.in_order().annotate(**newest)
