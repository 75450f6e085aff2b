"""Dates that are known only so well: their first and last day, and how they are said.

Pure: dates in, dates and words out, in the language that is spoken; English ones are those of US
newspapers. The idea of a precision follows EDTF (ISO 8601-2).
"""

import calendar
import datetime as dt
import zoneinfo

from django.utils.dateformat import format as form
from django.utils.dateformat import time_format
from django.utils.formats import get_format
from django.utils.translation import gettext, gettext_lazy, pgettext

_FIRST_MONTH = {"winter": 12, "spring": 3, "summer": 6, "autumn": 9}
_SEASON_OF_MONTH = {
    12: "winter", 1: "winter", 2: "winter", 3: "spring", 4: "spring", 5: "spring",
    6: "summer", 7: "summer", 8: "summer", 9: "autumn", 10: "autumn", 11: "autumn",
}  # fmt: skip
_SEASONS = {
    "winter": gettext_lazy("winter"),
    "spring": gettext_lazy("spring"),
    "summer": gettext_lazy("summer"),
    "autumn": gettext_lazy("autumn"),
}


class NoSuchTime(Exception):
    """The clocks of the place skipped this time that day."""


def span(day: dt.date, precision: str) -> tuple[dt.date, dt.date]:
    """Return the first and the last day of the ``precision`` (day, month …) that holds ``day``.

    Seasons are the northern hemisphere's, three whole months each; winter begins in December.
    What would begin before the year 1 or end after the year 9999 is cut off there.
    """
    match precision:
        case "month":
            return _months(day.year, day.month, 1)
        case "season":
            first = _FIRST_MONTH[_SEASON_OF_MONTH[day.month]]
            return _months(day.year - (day.month < first), first, 3)
        case "year":
            return _months(day.year, 1, 12)
        case _:
            return day, day


def widen(earliest: dt.date, latest: dt.date | None, precision: str) -> tuple[dt.date, dt.date]:
    """Return whole days, months … from the one of ``earliest`` to the one of ``latest``.

    Without ``latest`` it is a single one.
    """
    return span(earliest, precision)[0], span(latest or earliest, precision)[1]


def _months(year: int, month: int, count: int) -> tuple[dt.date, dt.date]:
    months = month + count - 2  # Since January of ``year``.
    last_year, last_month = year + months // 12, months % 12 + 1
    first = dt.date(year, month, 1) if year >= dt.MINYEAR else dt.date.min
    if last_year > dt.MAXYEAR:
        return first, dt.date.max
    return first, dt.date(last_year, last_month, calendar.monthrange(last_year, last_month)[1])


def say(earliest: dt.date | None, latest: dt.date | None, precision: str) -> str:
    """Return a date in words: ``Tuesday, March 26, 2019``, ``February 2019``, ``summer 2018``.

    More than one is ``June 2018 – August 2018``.
    """
    if earliest is None or latest is None:
        return gettext("date unknown")
    first, last = _say_one(earliest, precision), _say_one(latest, precision)
    return first if first == last else f"{first} – {last}"


def say_from_to(first: dt.date | None, last: dt.date | None) -> str:
    """Return ``December 6, 2017 – April 10, 2019``, ``since …``, ``until …``; '' for neither."""
    start, end = (day and form(day, get_format("DATE_FORMAT")) for day in (first, last))
    if start and end:
        return f"{start} – {end}"
    if start:
        return gettext("since %(day)s") % {"day": start}
    return gettext("until %(day)s") % {"day": end} if end else ""


def _say_one(day: dt.date, precision: str) -> str:
    match precision:
        case "month":
            return form(day, get_format("YEAR_MONTH_FORMAT"))
        case "season":
            first, last = span(day, precision)
            years = f"{first.year}" if first.year == last.year else f"{first.year}–{last:%y}"
            season = _SEASONS[_SEASON_OF_MONTH[day.month]]
            return gettext("%(season)s %(years)s") % {"season": season, "years": years}
        case "year":
            return f"{day.year}"
        case _:
            return form(
                day, pgettext("a date with its weekday, as in Django's date filter", "l, F j, Y")
            )


def mark(earliest: dt.date | None, latest: dt.date | None, precision: str) -> str:
    """Return a date as HTML's ``datetime`` attribute has it; '' where it has no such form."""
    if earliest is None or latest is None or span(earliest, precision) != (earliest, latest):
        return ""
    match precision:
        case "month":
            return f"{earliest.year:04}-{earliest.month:02}"
        case "year":
            return f"{earliest.year:04}"
        case "season":
            return ""
        case _:
            return earliest.isoformat()


def say_time(at: dt.datetime, zone: zoneinfo.ZoneInfo) -> str:
    """Return the time of day in a zone: ``10:30 a.m. Tegucigalpa time (UTC−06:00)``."""
    local = at.astimezone(zone)
    clock = time_format(
        local.time(), pgettext("a time of day, as in Django's date filter", "g:i a")
    )
    if zone.key == "UTC":
        return f"{clock} UTC"
    city = zone.key.rpartition("/")[2].replace("_", " ")
    offset = f"{local:%:z}".replace("-", "−")
    return gettext("%(time)s %(city)s time (UTC%(offset)s)") % {
        "time": clock,
        "city": city,
        "offset": offset,
    }


def moment(day: dt.date, time: dt.time, zone: zoneinfo.ZoneInfo) -> dt.datetime:
    """Return the time of day at a place as UTC; of two such times, the first.

    Raises ``NoSuchTime`` for one that was skipped when the clocks went forward.
    """
    local = dt.datetime.combine(day, time, tzinfo=zone)
    at = local.astimezone(dt.UTC)
    if at.astimezone(zone).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise NoSuchTime
    return at
