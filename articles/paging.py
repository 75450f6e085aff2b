"""Keyset paging: a cursor names the last row shown, so that no page is dearer than the first."""

import datetime as dt
import re

from django.db.models import Q

type Cursor = tuple[dt.datetime, int]

EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_CURSOR = re.compile(r"(-?[0-9]{1,18})-([0-9]{1,18})")


class BadCursor(Exception):
    """The address holds a cursor that no page of the site gives."""


def write(moment: dt.datetime, pk: int) -> str:
    """Return the cursor of a row: microseconds since 1970 (UTC) and its key."""
    return f"{(moment - EPOCH) // dt.timedelta(microseconds=1)}-{pk}"


def read(cursor: str) -> Cursor:
    """Return what ``write`` was given; raises ``BadCursor``."""
    match = _CURSOR.fullmatch(cursor)
    if not match:
        raise BadCursor(cursor)
    try:
        return EPOCH + dt.timedelta(microseconds=int(match[1])), int(match[2])
    except OverflowError as error:  # No year of the calendar.
        raise BadCursor(cursor) from error


def beyond(cursor: Cursor, *, moment: str = "created_at", is_newest_first: bool = False) -> Q:
    """Match the rows after ``cursor`` in the order of ``moment`` and key; an index finds them."""
    at, pk = cursor
    side = "lt" if is_newest_first else "gt"
    later = Q(**{f"{moment}__{side}": at}) | Q(**{f"pk__{side}": pk})
    return Q(**{f"{moment}__{side}e": at}) & later
