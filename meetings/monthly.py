"""The month calendar: what took place on which day, and what is dated to no day of the month."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.formats import date_format, get_format
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from masthead import versions

from .models import Meeting, Precision
from .months import Month, NoSuchMonth

MOST = 200
MOST_WITHOUT_A_DAY = 50
_TO_THE_DAY = (Precision.MINUTE, Precision.DAY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A meeting on one of its days; ``is_continued`` on all but the first."""

    meeting: Meeting
    is_continued: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    date: dt.date
    entries: list[Entry]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The public meetings of a month, and the months before and after it that have some."""

    on_days: list[Meeting]
    without_a_day: list[Meeting]
    before: Month | None
    after: Month | None
    has_more: bool

    def __bool__(self) -> bool:
        is_between = self.before is not None and self.after is not None
        return bool(self.on_days or self.without_a_day or is_between)


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """Lead to the month of the newest meeting that was held, whatever the date is today."""
    dated = Meeting.objects.public().filter(earliest__isnull=False).newest_first()
    newest = dated.filter(status=Meeting.Status.HELD).first() or dated.first()
    if newest is None or newest.earliest is None:
        address = reverse("meetings:index")
    else:
        shown = Month.around(newest.earliest)
        address = reverse("meetings:calendar-month", args=shown.address)
    return HttpResponseRedirect(address, status=303)


@versions.kept(versions.SITE)
@require_safe
def month(request: HttpRequest, year: str, month: str) -> HttpResponse:
    """Show a month from that of the first meeting to that of the last; there are no others."""
    try:
        shown = Month.of(int(year), int(month))
    except NoSuchMonth as error:
        raise Http404 from error
    found = _find(shown)
    if not found:
        raise Http404
    first_weekday = (int(get_format("FIRST_DAY_OF_WEEK")) - 1) % 7
    order = [(first_weekday + number) % 7 for number in range(7)]
    words = date_format(shown.first, "YEAR_MONTH_FORMAT")
    context = {
        "month": shown,
        "description": gettext("The meetings recorded for %(month)s.") % {"month": words},
        "found": found,
        "weekdays": [(WEEKDAYS[day], WEEKDAYS_ABBR[day]) for day in order],
        "weeks": _weeks(shown, first_weekday, found.on_days),
    }
    return render(request, "meetings/calendar.html", context)


def _find(month: Month) -> Found:
    public = Meeting.objects.public()
    here = public.filter(earliest__lte=month.last, latest__gte=month.first).in_order()
    here = here.select_related("place__parent__parent__parent")
    on_days = list(here.filter(precision__in=_TO_THE_DAY)[: MOST + 1])
    others = list(here.exclude(precision__in=_TO_THE_DAY)[: MOST_WITHOUT_A_DAY + 1])
    starts = public.order_by("earliest").values_list("earliest", flat=True)
    return Found(
        on_days=on_days[:MOST],
        without_a_day=others[:MOST_WITHOUT_A_DAY],
        before=_around(starts.filter(earliest__lt=month.first).last()),
        after=_around(starts.filter(earliest__gt=month.last).first()),
        has_more=len(on_days) > MOST or len(others) > MOST_WITHOUT_A_DAY,
    )


def _around(day: dt.date | None) -> Month | None:
    return Month.around(day) if day else None


def _weeks(month: Month, first_weekday: int, meetings: list[Meeting]) -> list[list[Day | None]]:
    """Return the weeks of the month, with what took place on each day; ``None`` is outside."""
    on: dict[dt.date, list[Entry]] = defaultdict(list)
    for meeting in meetings:
        assert meeting.earliest is not None
        assert meeting.latest is not None
        for day in month.days_from_to(meeting.earliest, meeting.latest):
            on[day].append(Entry(meeting=meeting, is_continued=day != meeting.earliest))
    return [
        [Day(date=day, entries=on[day]) if day else None for day in week]
        for week in month.weeks(first_weekday)
    ]
