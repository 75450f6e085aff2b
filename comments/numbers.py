"""What readers sent and what was decided, by day of the paper's time zone: the desk's numbers.

Only the days asked for are read, in five queries. A decision that was taken back does not count,
nor does the taking back. A comment that was deleted counts as decided on the day it came in.
"""

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Window
from django.db.models.functions import RowNumber, TruncDate
from django.utils import timezone

from masthead.models import User

from .models import Comment, Decision, Tally

REFUSED, PURGED = "refused", "purged"


@dataclass(slots=True, kw_only=True)
class Line:
    """The numbers of a day, or of several together.

    ``decided`` counts by Comment.Status, ``reasons`` by Decision.Reason, ``moderators`` by user
    name, ``refused`` by check. ``median`` is the time until a person first decided on a comment
    that came in then; None where nobody did.
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


def read(days: int, *, today: dt.date) -> Numbers:
    """Return the numbers of so many days up to ``today``, a day of the paper's zone."""
    wanted = [today - dt.timedelta(days=number) for number in range(days)]
    numbers = Numbers(days={day: Line() for day in wanted}, total=Line())
    span = _midnight(wanted[-1]), _midnight(today + dt.timedelta(days=1))
    for add in (_add_received, _add_decided, _add_medians):
        add(numbers, span)
    _add_tallies(numbers)
    return numbers


type _Span = tuple[dt.datetime, dt.datetime]


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))


def _received(span: _Span) -> QuerySet[Comment]:
    """Return the readers' comments that came in then."""
    return Comment.objects.filter(created_at__gte=span[0], created_at__lt=span[1], user=None)


def _add_received(numbers: Numbers, span: _Span) -> None:
    days = _received(span).order_by().annotate(day=TruncDate("created_at")).values_list("day")
    for day, number in days.annotate(number=Count("pk")):
        for line in (numbers.days[day], numbers.total):
            line.received += number


def _standing() -> Q:
    """Match decisions that gave a reader's comment another status and were not taken back."""
    return Q(undoes=None, undone_by=None, comment__user=None) & ~Q(from_status=F("to_status"))


def _add_decided(numbers: Numbers, span: _Span) -> None:
    decisions = Decision.objects.filter(_standing(), at__gte=span[0], at__lt=span[1]).order_by()
    days = decisions.annotate(day=TruncDate("at"))
    rows = days.values("day", "to_status", "reason", "moderator").annotate(number=Count("pk"))
    users = User.objects.in_bulk({row["moderator"] for row in rows})
    for row in rows:
        for line in (numbers.days[row["day"]], numbers.total):
            line.decided[row["to_status"]] += row["number"]
            if row["reason"]:
                line.reasons[row["reason"]] += row["number"]
            if row["moderator"]:
                line.moderators[users[row["moderator"]].username] += row["number"]


def _add_tallies(numbers: Numbers) -> None:
    for tally in Tally.objects.filter(day__in=numbers.days):
        kind, _, what = tally.what.partition(":")
        for line in (numbers.days[tally.day], numbers.total):
            if kind == PURGED:
                line.received += tally.number
                line.decided[what] += tally.number
            elif kind == REFUSED:
                line.refused[what] += tally.number


def _add_medians(numbers: Numbers, span: _Span) -> None:
    """Add the wait in the middle of each day's and of all; of an even number, the lower one."""
    by_people = Decision.objects.filter(_standing(), moderator__isnull=False)
    first = by_people.filter(comment=OuterRef("pk")).order_by("at").values("at")[:1]
    waits = (
        _received(span)
        .annotate(day=TruncDate("created_at"), wait=Subquery(first) - F("created_at"))
        .filter(wait__isnull=False)
    )
    by_wait = ["wait", "pk"]
    placed = waits.annotate(
        overall=2 * Window(RowNumber(), order_by=by_wait) - Window(Count("pk")),
        of_day=2 * Window(RowNumber(), partition_by="day", order_by=by_wait)
        - Window(Count("pk"), partition_by="day"),
    ).filter(Q(overall__in=[0, 1]) | Q(of_day__in=[0, 1]))
    for row in placed.order_by().values("day", "wait", "overall", "of_day"):
        if row["of_day"] in {0, 1}:
            numbers.days[row["day"]].median = row["wait"]
        if row["overall"] in {0, 1}:
            numbers.total.median = row["wait"]
