"""The record as a table: a row for each participation. Pure; entries in, cells out."""

import re
from collections.abc import Iterator

from . import entries

# What each column holds, in order; their names are the table's first row.
COLUMNS = {
    "meeting_id": "The meeting’s identifier (UUID), the same in the API.",
    "meeting_url": "Its page.",
    "meeting": "Its name.",
    "format": "bilateral, summit, call …",
    "status": "scheduled, held, postponed, rescheduled or cancelled.",
    "earliest": "The first day on which it may have been (ISO 8601); empty: not known.",
    "latest": "The last such day; the same as the first where the day is known.",
    "precision": "How well the date is known: minute, day, month, season, year or unknown.",
    "certainty": "Whether the date is stated, inferred or disputed.",
    "date_note": "How the date is known.",
    "at": "The moment (ISO 8601, UTC), where it is known to the minute.",
    "time_zone": "The IANA time zone of the place.",
    "place": "Where it was.",
    "host": "The organisation that was its host.",
    "organization_id": "The identifier of the organisation whose delegation this is.",
    "organization": "Its name.",
    "delegation_role": "host, guest, observer or mediator.",
    "person_id": "The person’s identifier; empty for an unnamed group.",
    "participant": "The person’s name, or what the group is called.",
    "count": "How many a group was, where it is known.",
    "title": "The title held that day.",
    "participant_role": "head, chair, member, signatory, interpreter or observer.",
    "source": "Where the meeting is known from.",
}
# A spreadsheet would take a cell that begins so for a formula.
_FORMULA = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")


def rows(meeting: entries.Meeting) -> Iterator[list[str]]:
    """Yield a row for each participation.

    A delegation of which nobody is named has a row without one, and so has a meeting of which
    neither is.
    """
    about = _about(meeting)
    for delegation in meeting.delegations:
        named: list[entries.Participant | None] = [*delegation.participants]
        for participant in named or [None]:
            yield _row(about, delegation, participant, meeting.source)
    for participant in meeting.other_participants:
        yield _row(about, None, participant, meeting.source)
    if not meeting.delegations and not meeting.other_participants:
        yield _row(about, None, None, meeting.source)


def _about(meeting: entries.Meeting) -> list[object]:
    date = meeting.date
    return [
        meeting.id,
        meeting.url,
        meeting.name,
        meeting.format,
        meeting.status,
        date.earliest,
        date.latest,
        date.precision,
        date.certainty,
        date.note,
        date.at and date.at.isoformat(timespec="minutes"),
        date.time_zone,
        meeting.place and meeting.place.name,
        meeting.host and meeting.host.name,
    ]


def _row(
    about: list[object],
    delegation: entries.Delegation | None,
    participant: entries.Participant | None,
    source: str | None,
) -> list[str]:
    side = delegation.organization if delegation else None
    cells = (
        *about,
        side and side.id,
        side and side.name,
        delegation and delegation.role,
        participant and participant.person and participant.person.id,
        participant and participant.name,
        participant and participant.count,
        participant and participant.title,
        participant and participant.role,
        source,
    )
    return [_cell(value) for value in cells]


def _cell(value: object) -> str:
    """Return a value as a cell, with an apostrophe before what would be taken for a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if _FORMULA.match(text) else text
