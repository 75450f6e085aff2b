"""What readers sent and what was decided, by day of the paper's time zone: the desk's numbers.

A day that is over is counted once and kept (``DayNumbers``) until something of it changes. A
decision that was taken back does not count, nor does the taking back. A comment that was deleted
counts as decided on the day it came in.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Self

from django.db import DatabaseError, transaction
from django.db.models import Count, F, Min, Q
from django.db.models.functions import TruncDate
from django.utils import timezone

from masthead import versions
from masthead.models import User

from .days import is_over, version_of
from .models import Comment, DayNumbers, Decision, Tally

REFUSED, PURGED = "refused", "purged"
# Waits are counted by the minute, longer ones by so many minutes.
STEPS = ((24 * 60, 60), (2 * 60, 5), (0, 1))
COUNTERS = ("decided", "reasons", "moderators", "waits")
FIELDS = ("version", "zone", "counted")


@dataclass(slots=True, kw_only=True)
class Line:
    """The numbers of a day, or of several together.

    ``decided`` counts by Comment.Status, ``reasons`` by Decision.Reason, ``moderators`` by user
    name, ``refused`` by check. ``median`` is the time until a person first decided on a comment
    that came in then, to the minute, of over two hours to five minutes, of over a day to the hour;
    None where nobody did.
    """

    received: int = 0
    decided: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    moderators: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    median: dt.timedelta | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """The line of each day, the newest first, and that of all of them."""

    days: Mapping[dt.date, Line]
    total: Line


@dataclass(slots=True, kw_only=True)
class Counts:
    """What is counted of a day: moderators by their key, and waits by the minute."""

    received: int = 0
    decided: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    moderators: Counter[str] = field(default_factory=Counter)
    waits: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> Self:
        counters = {name: Counter(stored[name]) for name in COUNTERS}
        return cls(received=stored["received"], **counters)

    def stored(self) -> dict[str, Any]:
        return {"received": self.received, **{name: getattr(self, name) for name in COUNTERS}}

    def add(self, other: Self) -> None:
        self.received += other.received
        for name in COUNTERS:
            getattr(self, name).update(getattr(other, name))


def read(days: int, *, today: dt.date) -> Numbers:
    """Return the numbers of so many days up to ``today``, a day of the paper's zone."""
    wanted = [today - dt.timedelta(days=number) for number in range(days)]
    counts = _kept_or_counted(wanted)
    total = Counts()
    for one in counts.values():
        total.add(one)
    users = User.objects.in_bulk(map(int, total.moderators))
    names = {str(pk): user.username for pk, user in users.items()}
    lines = {day: _line(counts[day], names) for day in wanted}
    numbers = Numbers(days=lines, total=_line(total, names))
    _add_tallies(numbers)
    return numbers


def _line(counts: Counts, names: Mapping[str, str]) -> Line:
    return Line(
        received=counts.received,
        decided=Counter(counts.decided),
        reasons=Counter(counts.reasons),
        moderators=Counter({names[key]: number for key, number in counts.moderators.items()}),
        median=_median(counts.waits),
    )


def _median(waits: Mapping[str, int]) -> dt.timedelta | None:
    """Return the wait in the middle; of an even number, the lower one."""
    before = sum(waits.values()) / 2
    for minutes, number in sorted((int(minutes), number) for minutes, number in waits.items()):
        before -= number
        if before <= 0:
            return dt.timedelta(minutes=minutes)
    return None


def _kept_or_counted(wanted: list[dt.date]) -> dict[dt.date, Counts]:
    """Return the counts of each day; what is over and was not kept is kept from then on."""
    now, zone = timezone.now(), timezone.get_current_timezone_name()
    over = {version_of(day): day for day in wanted if is_over(day, now)}
    # Read before what they are of: what changes meanwhile is counted anew the next time.
    current = versions.numbers(*over)
    found = {
        row.day: Counts.of(row.counted)
        for row in DayNumbers.objects.filter(day__in=over.values(), zone=zone)
        if row.version == current[version_of(row.day)]
    }
    for run in _runs(sorted(set(wanted) - found.keys())):
        found |= _count(run)
        _keep(
            [
                DayNumbers(day=day, zone=zone, version=current[key], counted=found[day].stored())
                for key, day in over.items()
                if day in run
            ]
        )
    return found


def _keep(rows: list[DayNumbers]) -> None:
    """Store the numbers of days; who only reads is not to fail where that fails."""
    if not rows:
        return
    with suppress(DatabaseError), transaction.atomic():
        DayNumbers.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["day"], update_fields=FIELDS
        )


def _runs(days: Iterable[dt.date]) -> Iterator[list[dt.date]]:
    """Yield the days, which are sorted, in runs of such that follow one another."""
    run = list[dt.date]()
    for day in days:
        if run and day - run[-1] > dt.timedelta(days=1):
            yield run
            run = []
        run.append(day)
    if run:
        yield run


type _Span = tuple[dt.datetime, dt.datetime]


def _count(run: list[dt.date]) -> dict[dt.date, Counts]:
    """Count the days of a run, in three queries."""
    counts = {day: Counts() for day in run}
    span = _midnight(run[0]), _midnight(run[-1] + dt.timedelta(days=1))
    for add in (_add_received, _add_decided, _add_waits):
        add(counts, span)
    return counts


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))


# What counts stands on the aggregates: as a filter of the rows, SQLite would go by the indexes of
# columns that are hardly ever set, and so read all that there ever was, and not a day.
_OF_A_READER = Q(user=None)
# Decisions that gave a reader's comment another status and were not taken back.
_STANDING = Q(undoes=None, undone_by=None, comment__user=None) & ~Q(from_status=F("to_status"))


def _add_received(counts: Mapping[dt.date, Counts], span: _Span) -> None:
    received = Comment.objects.filter(created_at__gte=span[0], created_at__lt=span[1]).order_by()
    by_day = received.annotate(day=TruncDate("created_at")).values_list("day")
    for day, number in by_day.annotate(number=Count("pk", filter=_OF_A_READER)):
        counts[day].received += number


def _add_decided(counts: Mapping[dt.date, Counts], span: _Span) -> None:
    decisions = Decision.objects.filter(at__gte=span[0], at__lt=span[1]).order_by()
    what = decisions.annotate(day=TruncDate("at")).values_list(
        "day", "to_status", "reason", "moderator"
    )
    standing = what.annotate(number=Count("pk", filter=_STANDING)).filter(number__gt=0)
    for day, status, reason, moderator, number in standing:
        counts[day].decided[status] += number
        if reason:
            counts[day].reasons[reason] += number
        if moderator:
            counts[day].moderators[str(moderator)] += number


def _add_waits(counts: Mapping[dt.date, Counts], span: _Span) -> None:
    """Count how long those waited on whom a person decided."""
    within = {"comment__created_at__gte": span[0], "comment__created_at__lt": span[1]}
    by_comment = Decision.objects.filter(**within).order_by()
    by_people = _STANDING & Q(moderator__isnull=False)
    firsts = by_comment.values_list("comment", "comment__created_at").annotate(
        first=Min("at", filter=by_people)
    )
    for _, received, first in firsts.filter(first__isnull=False):
        minutes = (first - received) // dt.timedelta(minutes=1)
        step = next(step for least, step in STEPS if minutes >= least)
        counts[timezone.localdate(received)].waits[str(minutes // step * step)] += 1


def _add_tallies(numbers: Numbers) -> None:
    for tally in Tally.objects.filter(day__in=numbers.days):
        kind, _, what = tally.what.partition(":")
        for line in (numbers.days[tally.day], numbers.total):
            if kind == PURGED:
                line.received += tally.number
                line.decided[what] += tally.number
            elif kind == REFUSED:
                line.refused[what] += tally.number
