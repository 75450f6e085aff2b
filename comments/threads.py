"""Places in a thread, and a thread as HTML. Pure.

A path is one to four steps of six lower-case hex digits. A reply to a comment of the fourth level
takes the next step under that comment's third-level ancestor.
"""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from html import escape

from django.utils.safestring import SafeString, mark_safe

from . import marks

STEP = 6
DEEPEST = 4
NAMELESS = "Name removed"
_PATH = re.compile(rf"([0-9a-f]{{{STEP}}}){{1,{DEEPEST}}}\Z")


class Order(StrEnum):
    """The order of the threads of a page; inside a thread the oldest comment is always first."""

    OLDEST = "oldest"
    NEWEST = "newest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A public comment; its times are in the zone to be shown.

    ``html`` is the stored one, made of ``text``; ``actions`` is HTML for moderators alone.
    """

    pk: int
    path: str
    name: str  # '' where it was erased.
    is_staff: bool
    created_at: dt.datetime
    edited_at: dt.datetime | None
    text: str
    html: str
    parent: int | None  # The key of the public comment that it answers.
    in_reply_to: str  # The name of whom it answers, where its place does not tell; else ''.
    actions: str = ""


def is_path(text: str) -> bool:
    return _PATH.match(text) is not None


def base_of_replies(path: str) -> str:
    """Return the path under which replies to the comment at ``path`` stand."""
    return path[: (DEEPEST - 1) * STEP]


def end_of(base: str) -> str:
    """Return the text that sorts right after every path below ``base``."""
    return base + "g"


def next_path(base: str, last: str | None) -> str:
    """Return the path of the next child of ``base``; ``last`` is the last path below it, if any.

    >>> next_path("000001", "000001000003000001")
    '000001000004'
    """
    step = int(last[len(base) : len(base) + STEP], 16) + 1 if last else 1
    return f"{base}{step:0{STEP}x}"


def before(path: str) -> str:
    """Return the text after which a page of the thread begins with ``path``.

    >>> before("000002")
    '000001g'
    """
    base, step = path[:-STEP], int(path[-STEP:], 16)
    return end_of(f"{base}{step - 1:0{STEP}x}")


@dataclass(slots=True, kw_only=True)
class _Place:
    """A place in the thread; without a row where its comment is not on this page."""

    path: str
    row: Row | None
    replies: dict[str, "_Place"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    address: str
    after: str
    is_open: bool


def render(
    rows: Sequence[Row], *, address: str, after: str = "", is_open: bool = True
) -> SafeString:
    """Return nested lists of ``rows``; '' for none.

    Each thread's rows stand together, in the order of their paths. ``address`` is that of the
    article's comments; ``after`` is where the page before ended; only where ``is_open`` is there
    a way to reply. A comment that is not public, but has public replies, is said to be not shown.
    """
    top: dict[str, _Place] = {}
    for row in rows:
        level = top
        for end in range(STEP, len(row.path) + STEP, STEP):
            path = row.path[:end]
            place = level.setdefault(path, _Place(path=path, row=None, replies={}))
            level = place.replies
        place.row = row
    page = _Page(address=address, after=after, is_open=is_open)
    return mark_safe(_list(top, page))  # noqa: S308 - made of escaped parts.


def render_featured(rows: Sequence[Row], *, address: str) -> SafeString:
    """Return a flat list of comments, each with a link to its place in the thread; '' for none."""
    items = "".join(
        f'<li class="comment"><article>{_head(row, address)}{_text(row)}'
        f'<footer class="comment-foot"><a href="{address}{row.pk}/"'
        f' aria-label="In its thread: comment of {_name(row)}">In its thread</a></footer>'
        "</article></li>"
        for row in rows
    )
    return mark_safe(f'<ol class="thread">{items}</ol>' if items else "")  # noqa: S308 - as above.


def _list(places: dict[str, _Place], page: _Page) -> str:
    items = "".join(
        f"{_opened(place, page)}{_list(place.replies, page)}</li>" for place in places.values()
    )
    return f'<ol class="thread">{items}</ol>' if items else ""


def _opened(place: _Place, page: _Page) -> str:
    if place.row:
        return _comment(place.row, page)
    if not _is_before(place.path, page.after):
        return '<li class="comment is-gone"><p>This comment is not shown.</p>'
    continued = "<p>Continued from the page before.</p>" if len(place.path) == STEP else ""
    return f'<li class="comment is-before">{continued}'


def _is_before(path: str, after: str) -> bool:
    """Tell whether the thread that the page before left unfinished had come past ``path``."""
    return path[:STEP] == after[:STEP] and path <= after


def _comment(row: Row, page: _Page) -> str:
    own, name = f"{page.address}{row.pk}/", _name(row)
    reply = (
        f'<a class="reply" rel="nofollow" href="{own}reply/" aria-label="Reply to {name}">Reply</a>'
        if page.is_open
        else ""
    )
    return (
        f'<li class="comment" id="comment-{row.pk}"><article>{_head(row, page.address)}{_text(row)}'
        f'<footer class="comment-foot">{reply}<a class="report" rel="nofollow" href="{own}report/"'
        f' aria-label="Report the comment of {name}">Report</a></footer>{row.actions}</article>'
    )


def _head(row: Row, address: str) -> str:
    badge = ' <span class="badge">Staff</span>' if row.is_staff else ""
    edited = f" · edited {_time(row.edited_at)}" if row.edited_at else ""
    answer = (
        f' <span class="comment-answer">in reply to <a href="{address}{row.parent}/">'
        f"<bdi>{escape(row.in_reply_to)}</bdi></a></span>"
        if row.in_reply_to
        else ""
    )
    return (
        f'<header class="comment-head">{marks.draw(row.name)}'
        f'<bdi class="comment-name">{_name(row)}</bdi>{badge} '
        f'<span class="comment-date"><a href="{address}{row.pk}/">{_time(row.created_at)}</a>'
        f"{edited}</span>{answer}</header>"
    )


def _text(row: Row) -> str:
    return f'<div class="comment-text" dir="auto">{row.html}</div>'


def _name(row: Row) -> str:
    return escape(row.name or NAMELESS)


def _time(moment: dt.datetime) -> str:
    return f'<time datetime="{moment.isoformat(timespec="seconds")}">{say(moment)}</time>'


def say(moment: dt.datetime) -> str:
    """Return ``March 28, 2019, 14:05 UTC``; a zone without letters is told as ``UTC-03``."""
    zone = moment.tzname() or ""
    prefix = "" if zone.isalpha() else "UTC"
    return f"{moment:%B} {moment.day}, {moment.year}, {moment:%H:%M} {prefix}{zone}"


def say_number(comments: int) -> str:
    """Return ``1,234 comments``."""
    return f"{comments:,} comment{'' if comments == 1 else 's'}"
