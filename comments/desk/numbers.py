import csv
import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import capfirst
from django.views.decorators.http import require_safe

from comments import numbers, wording
from comments.models import Comment, Decision
from comments.numbers import Line, Numbers

from .access import DeskRequest, moderators_only

SPANS = (30, 90)
DECIDED = (
    Comment.Status.APPROVED,
    Comment.Status.REJECTED,
    Comment.Status.SPAM,
    Comment.Status.REMOVED,
)
# A cell that begins with one of these is a formula to a spreadsheet.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


@require_safe
@moderators_only
def show(request: DeskRequest) -> HttpResponse:
    span = _span(request)
    found = numbers.read(span, today=timezone.localdate())
    total = found.total
    context = {
        "span": span,
        "spans": SPANS,
        "zone": timezone.get_current_timezone_name(),
        "total": total,
        "decided": _decided(total),
        "refused": total.refused.total(),
        "median": in_words(total.median),
        "days": [_day(day, line) for day, line in found.days.items()],
        "most": max(1, *(line.received for line in found.days.values())),
        "parts": [
            (
                "By reason",
                _parts(
                    (capfirst(reason.label), total.reasons[reason]) for reason in Decision.Reason
                ),
            ),
            ("By moderator", _parts(total.moderators.items())),
            (
                "Refused by",
                _parts(
                    (capfirst(wording.check(name)), number)
                    for name, number in total.refused.items()
                ),
            ),
        ],
    }
    return render(request, "desk/comments/numbers.html", context)


@require_safe
@moderators_only
def download(request: DeskRequest) -> HttpResponse:
    """Give the same numbers as CSV: a line for each day, the newest first."""
    span = _span(request)
    found = numbers.read(span, today=timezone.localdate())
    name = f"comments-{next(iter(found.days))}-{span}-days.csv"
    response = HttpResponse(
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
    csv.writer(response).writerows([map(safe, row) for row in _rows(found)])
    return response


def _rows(found: Numbers) -> Iterator[list[object]]:
    reasons = list(Decision.Reason)
    moderators, checks = sorted(found.total.moderators), sorted(found.total.refused)
    yield [
        "day",
        "received",
        *DECIDED,
        "refused",
        "median minutes to decision",
        *(f"for {reason.label}" for reason in reasons),
        *(f"refused by {check}" for check in checks),
        *(f"by {moderator}" for moderator in moderators),
    ]
    for day, line in found.days.items():
        yield [
            day,
            line.received,
            *_decided(line),
            line.refused.total(),
            line.median // dt.timedelta(minutes=1) if line.median else "",
            *(line.reasons[reason] for reason in reasons),
            *(line.refused[check] for check in checks),
            *(line.moderators[moderator] for moderator in moderators),
        ]


def safe(cell: object) -> object:
    """Return the cell so that no spreadsheet takes it for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell


def in_words(wait: dt.timedelta | None) -> str:
    """Return a time like ``2 h 5 min``; '' for None.

    >>> in_words(dt.timedelta(days=1, hours=1, seconds=59))
    '25 h 0 min'
    """
    if wait is None:
        return ""
    hours, minutes = divmod(wait // dt.timedelta(minutes=1), 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min"


def _span(request: DeskRequest) -> int:
    """Return for how many days numbers are wanted."""
    wanted = request.GET.get("days")
    return next((days for days in SPANS if str(days) == wanted), SPANS[0])


def _decided(line: Line) -> list[int]:
    return [line.decided[status] for status in DECIDED]


def _day(day: dt.date, line: Line) -> dict[str, Any]:
    return {
        "day": day,
        "received": line.received,
        "decided": _decided(line),
        "refused": line.refused.total(),
        "median": in_words(line.median),
    }


def _parts(numbers: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    """Return what there is any of, the most first."""
    return sorted((part for part in numbers if part[1]), key=lambda part: -part[1])
