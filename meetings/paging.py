"""Keyset paging of meetings: a cursor says after which day, place in it and key a page begins."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

_CURSOR = re.compile(r"(\d{4}-\d\d-\d\d|undated)-(\d{1,9})-(\d{1,18})\Z", re.ASCII)


class BadCursor(Exception):
    """The address holds a cursor that no page of the site gives."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page[T]:
    """The rows of one page, and the cursor of the next; ``None`` on the last."""

    rows: list[T]
    after: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Some[T]:
    """The first rows of a list that has no further pages, and whether there are more."""

    rows: list[T]
    has_more: bool


def some[T](rows: Iterable[T], most: int) -> Some[T]:
    """Keep ``most`` of ``rows``, of which there are one more where the list has more."""
    found = list(rows)
    return Some(rows=found[:most], has_more=len(found) > most)


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
