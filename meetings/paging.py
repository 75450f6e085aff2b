"""Keyset paging of meetings: a cursor says after which day, place in it and key a page begins."""

import datetime as dt
import re

_CURSOR = re.compile(r"(\d{4}-\d\d-\d\d|undated)-(\d{1,9})-(\d{1,18})\Z", re.ASCII)


class BadCursor(Exception):
    """The address holds a cursor that no page of the site gives."""


def write(day: dt.date | None, order_in_day: int, pk: int) -> str:
    return f"{day.isoformat() if day else 'undated'}-{order_in_day}-{pk}"


def read(cursor: str) -> tuple[dt.date | None, int, int]:
    """Return what ``write`` was given; raises ``BadCursor``."""
    match = _CURSOR.match(cursor)
    if not match:
        raise BadCursor(cursor)
    try:
        day = None if match[1] == "undated" else dt.date.fromisoformat(match[1])
    except ValueError as error:
        raise BadCursor(cursor) from error
    return day, int(match[2]), int(match[3])
