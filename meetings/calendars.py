"""Meetings as calendars take them (iCalendar, RFC 5545 and 7986). Pure: what is loaded, as is.

Only what is known to the day or the minute has a place in a calendar; the rest is left out. A
meeting keeps its UID for good; its SEQUENCE rises with each change that readers see.
"""

import datetime as dt
import re
import zoneinfo
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import get_language, gettext, gettext_lazy
from icalendar import Calendar, Event, Timezone, vDuration, vText

from .models import Certainty, Meeting, Precision

EXACT = (Precision.MINUTE, Precision.DAY)
CONTENT_TYPE = "text/calendar; charset=utf-8; method=PUBLISH"
# How often a program that follows a calendar should ask for it again.
REFRESH = dt.timedelta(hours=1)
_DAY = dt.timedelta(days=1)
_YEAR = dt.timedelta(days=366)
_STATUSES = {
    Meeting.Status.SCHEDULED: "CONFIRMED",
    Meeting.Status.HELD: "CONFIRMED",
    Meeting.Status.RESCHEDULED: "CONFIRMED",
    Meeting.Status.POSTPONED: "TENTATIVE",
    Meeting.Status.CANCELLED: "CANCELLED",
}
_DOUBTS = {
    Certainty.INFERRED: gettext_lazy("This date is inferred, not stated"),
    Certainty.DISPUTED: gettext_lazy("This date is disputed"),
}
# Texts take no control characters but the line feed, as which each end of a line is written.
_LINE_END = re.compile("\r\n?")
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f]")


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a calendar says of itself; ``page`` and ``address`` are whole addresses."""

    name: str
    description: str
    page: str
    address: str


def write(meetings: Sequence[Meeting], about: About, site: str) -> bytes:
    """Return the calendar of ``meetings``, all dated to the day; ``site`` is where their pages are.

    Their places, hosts, delegations and, if public, what they are part of are loaded. The texts
    are in the language spoken.
    """
    calendar = Calendar()
    calendar.add("PRODID", "-//Newsroom//Newsroom//EN")
    calendar.add("VERSION", "2.0")
    calendar.add("METHOD", "PUBLISH")
    # Each by its name in RFC 7986, and by the one that calendars knew before.
    for name in ("NAME", "X-WR-CALNAME"):
        calendar.add(name, vText(_text(about.name)))
    for name in ("DESCRIPTION", "X-WR-CALDESC") if about.description else ():
        calendar.add(name, vText(about.description))
    calendar.add("URL", about.page)
    calendar.add("SOURCE", about.address, parameters={"VALUE": "URI"})
    calendar.add("REFRESH-INTERVAL", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", vDuration(REFRESH))
    for meeting in meetings:
        calendar.add_component(_event(meeting, site))
    _add_zones(calendar, meetings)
    written: bytes = calendar.to_ical()
    return written


def _add_zones(calendar: Calendar, meetings: Sequence[Meeting]) -> None:
    """Tell of each zone that the ``meetings`` name how it was while they took place.

    Where there are no meetings, a zone is what the calendar holds: it may not be empty (3.6).
    """
    if not meetings:
        calendar.add_component(Timezone.from_tzid("UTC"))
    days = [meeting.at.date() for meeting in meetings if meeting.at]
    if days:
        calendar.add_missing_timezones(min(days) - _YEAR, max(days) + _YEAR)


def _event(meeting: Meeting, site: str) -> Event:
    event = Event()
    event.add("UID", str(meeting.uid))
    event.add("SEQUENCE", meeting.sequence)
    event.add("DTSTAMP", meeting.changed_at)
    event.add("LAST-MODIFIED", meeting.changed_at)
    for name, value in _times(meeting).items():
        event.add(name, value)
    language = {"LANGUAGE": get_language() or "en"}
    event.add("SUMMARY", _text(meeting.name), parameters=language)
    event.add("DESCRIPTION", _text(_description(meeting)), parameters=language)
    if meeting.place:
        event.add("LOCATION", _text(meeting.place.full_name), parameters=language)
    event.add("STATUS", _STATUSES[Meeting.Status(meeting.status)])
    event.add("CATEGORIES", [_text(meeting.format_in_words)])
    event.add("URL", site + meeting.get_absolute_url())
    event.add("CLASS", "PUBLIC")
    # Nobody is kept busy by what is in the news.
    event.add("TRANSP", "TRANSPARENT")
    if meeting.parent:
        event.add("RELATED-TO", str(meeting.parent.uid))
    return event


def _times(meeting: Meeting) -> dict[str, dt.date]:
    """Return the start, as exactly as it is known, and the day after the last."""
    if meeting.at:
        return {"DTSTART": meeting.at.astimezone(zoneinfo.ZoneInfo(meeting.time_zone))}
    assert meeting.earliest is not None  # Kept by meeting_date_unless_unknown.
    assert meeting.latest is not None
    return {"DTSTART": meeting.earliest, "DTEND": meeting.latest + _DAY}


def _description(meeting: Meeting) -> str:
    delegations = ", ".join(one.organization.said for one in meeting.delegations.all())
    paragraphs = (
        _standing(meeting),
        _doubt(meeting),
        _named(gettext("Host"), meeting.host.name if meeting.host else ""),
        _named(gettext("Delegations"), delegations),
        meeting.summary.strip(),
        _named(gettext("Source"), meeting.source),
    )
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def _named(name: str, text: str) -> str:
    return f"{name}: {text}" if text else ""


def _standing(meeting: Meeting) -> str:
    """Return the status where it is not plain."""
    is_plain = meeting.status in {Meeting.Status.SCHEDULED, Meeting.Status.HELD}
    return "" if is_plain else capfirst(str(meeting.get_status_display()))


def _doubt(meeting: Meeting) -> str:
    """Return how the date is known where that is not plain."""
    doubt = _DOUBTS.get(Certainty(meeting.certainty))
    if not doubt:
        return meeting.note
    return f"{doubt}: {meeting.note}" if meeting.note else f"{doubt}."


def _text(text: str) -> str:
    return _CONTROL.sub("", _LINE_END.sub("\n", text))
