"""Who met whom: the countries, and the governments without one, that sat at a public meeting.

A party is known by a slug: that of the country of a delegation's organisation or of what this is
part of; else that of the government among them.
"""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from django.db.models import Case, Count, F, Max, Prefetch, Q, QuerySet, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext

from masthead.models import User

from .models import Agreement, Delegation, Meeting, Organization, Participation, Place
from .models.meeting import MeetingQuerySet
from .paging import Page

_CURSOR = re.compile(r"([-\w]{1,100})\.\.([-\w]{1,100})", re.ASCII)
# An organisation, what it is part of, and what that is part of.
_LEVELS = ("", "parent__", "parent__parent__")
MOST_AGREEMENTS = 20
# With more, a meeting says nothing of its pairs: four make six.
MOST_PARTIES = 4


class BadCursor(Exception):
    """The address holds a cursor that no page of the site gives."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    slug: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two parties in the order of their slugs; if asked for, how often they met and when last."""

    a: Party
    b: Party
    number: int = 0
    last: dt.date | None = None

    @property
    def name(self) -> str:
        return gettext("%(a)s and %(b)s") % {"a": self.a.name, "b": self.b.name}

    def get_absolute_url(self) -> str:
        # A database may order them by another alphabet.
        return reverse("meetings:between", args=sorted([self.a.slug, self.b.slug]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """Who led a party's side, or is named first; ``is_head`` where the record says that they led.

    ``has_others`` tells that more people of that party were there.
    """

    party: Party
    people: list[Participation]
    is_head: bool
    has_others: bool


def party_of(organization: str = "") -> Coalesce:
    """Return the slug of the party that an organisation (a path to it) sits for, or null."""
    start = f"{organization}__" if organization else ""
    countries = [F(f"{start}{level}country__slug") for level in _LEVELS]
    governments = [
        Case(
            When(
                **{f"{start}{level}kind": Organization.Kind.GOVERNMENT},
                then=F(f"{start}{level}slug"),
            )
        )
        for level in _LEVELS
    ]
    return Coalesce(*countries, *governments)


def named(slugs: Iterable[str]) -> dict[str, Party]:
    """Return the parties of these slugs, as far as there are some, by two queries."""
    wanted = set(slugs)
    governments = Organization.objects.filter(slug__in=wanted, kind=Organization.Kind.GOVERNMENT)
    found = {one.slug: Party(slug=one.slug, name=one.said) for one in governments}
    countries = Place.objects.filter(slug__in=wanted, organizations__isnull=False)
    return found | {one.slug: Party(slug=one.slug, name=one.name) for one in countries}


def pairs_at(meeting: Meeting) -> list[Pair]:
    """Return the pairs that sat at a public meeting; none where they are many."""
    sat = meeting.delegations.annotate(party=party_of("organization")).order_by()
    slugs = sorted(set(sat.filter(party__isnull=False).values_list("party", flat=True)))
    if not meeting.is_public or not 2 <= len(slugs) <= MOST_PARTIES:  # noqa: PLR2004 - a pair.
        return []
    parties = named(slugs)
    return [Pair(a=parties[a], b=parties[b]) for a, b in combinations(slugs, 2)]


def pairs(cursor: str | None, size: int) -> Page[Pair]:
    """Return the pairs of which public meetings are recorded, with how many of these were held.

    They go on after ``cursor``; raises ``BadCursor``.
    """
    sat_together = (
        Delegation.objects.filter(meeting__in=Meeting.objects.public())
        .annotate(a=party_of("organization"), b=party_of("meeting__delegations__organization"))
        .filter(_beyond(cursor), a__lt=F("b"))
        .order_by()
    )
    held = Q(meeting__status=Meeting.Status.HELD)
    counted = sat_together.values("a", "b").annotate(
        number=Count("meeting", distinct=True, filter=held),
        last=Max("meeting__earliest", filter=held),
    )
    rows = list(counted.order_by("a", "b")[: size + 1])
    parties = named(slug for row in rows for slug in (row["a"], row["b"]))
    found = [
        Pair(a=parties[row["a"]], b=parties[row["b"]], number=row["number"], last=row["last"])
        for row in rows[:size]
    ]
    is_last = len(rows) <= size
    return Page(rows=found, after=None if is_last else f"{found[-1].a.slug}..{found[-1].b.slug}")


def _beyond(cursor: str | None) -> Q:
    if cursor is None:
        return Q()
    match = _CURSOR.fullmatch(cursor)
    if not match:
        raise BadCursor(cursor)
    return Q(a__gt=match[1]) | Q(a=match[1], b__gt=match[2])


def meetings_between(a: str, b: str) -> MeetingQuerySet:
    """Return the public meetings at which both parties sat, newest first."""
    of_both = [
        Delegation.objects.filter(organization__in=_organizations_of(slug)).values("meeting")
        for slug in (a, b)
    ]
    public = Meeting.objects.public().filter(pk__in=of_both[0]).filter(pk__in=of_both[1])
    return public.newest_first()


def around(meeting: Meeting, pair: Pair) -> tuple[Meeting | None, Meeting | None]:
    """Return the public meetings of a pair right before and right after one of theirs."""
    meetings = meetings_between(pair.a.slug, pair.b.slug)
    place = (meeting.earliest, meeting.order_in_day, meeting.pk)
    return meetings.after(*place).first(), meetings.before(*place).last()


def _organizations_of(slug: str) -> QuerySet[Any, Any]:
    return Organization.objects.annotate(party=party_of()).filter(party=slug).values_list("pk")


def with_leads(meetings: MeetingQuerySet) -> MeetingQuerySet:
    """Load what ``leads`` looks at, and where the meetings took place."""
    delegations = Delegation.objects.annotate(party=party_of("organization"))
    people = Participation.objects.select_related("person")
    return meetings.select_related("place__parent__parent__parent").prefetch_related(
        Prefetch("delegations", delegations), Prefetch("participations", people)
    )


def leads(meeting: Meeting, pair: Pair) -> list[Lead]:
    """Tell for both of a pair who led its side at a ``meeting`` that was loaded ``with_leads``."""
    return [_lead(meeting, party) for party in (pair.a, pair.b)]


def _lead(meeting: Meeting, party: Party) -> Lead:
    delegations = meeting.delegations.all()
    keys = {one.pk for one in delegations if getattr(one, "party", None) == party.slug}
    people = [one for one in meeting.participations.all() if one.delegation_id in keys]
    leading = (Participation.Role.HEAD, Participation.Role.CHAIR)
    heads = [one for one in people if one.role in leading]
    shown = heads or people[:1]
    return Lead(party=party, people=shown, is_head=bool(heads), has_others=len(people) > len(shown))


def agreements_between(a: str, b: str, user: User | None = None) -> QuerySet[Agreement]:
    """Return what ``user`` may see of the agreements to which both are party, with their lives."""
    agreements = Agreement.objects.visible_to(user)
    for slug in (a, b):
        agreements = agreements.filter(parties__organization__in=_organizations_of(slug))
    return agreements.distinct().with_life(user)[:MOST_AGREEMENTS]
