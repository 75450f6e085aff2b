"""Places in a thread, and a thread as HTML. Pure.

A path is one to four steps of six lower-case hex digits. A reply to a comment of the fourth level
takes the next step under that comment's third-level ancestor.
"""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

STEP = 6
DEEPEST = 4
_PATH = re.compile(rf"([0-9a-f]{{{STEP}}}){{1,{DEEPEST}}}\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A public comment. ``html`` is the stored one; ``created_at`` is in the zone to be shown."""

    pk: int
    path: str
    name: str
    is_staff: bool
    created_at: dt.datetime
    html: str
    in_reply_to: str  # Whom it answers, where its place does not tell; else ''.


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


def render(rows: Sequence[Row], *, address: str, after: str = "") -> SafeString:
    """Return nested lists of ``rows``, which are in the order of their paths; '' for none.

    ``address`` is that of the article's comments; ``after`` is where the page before ended. A
    comment that is not public, but has public replies, is said to be not shown.
    """
    top: dict[str, _Place] = {}
    for row in rows:
        level = top
        for end in range(STEP, len(row.path) + STEP, STEP):
            path = row.path[:end]
            place = level.setdefault(path, _Place(path=path, row=None, replies={}))
            level = place.replies
        place.row = row
    return mark_safe(_list(top, address, after))  # noqa: S308 - made of escaped parts.


def _list(places: dict[str, _Place], address: str, after: str) -> str:
    items = "".join(
        f"{_opened(place, address, after)}{_list(place.replies, address, after)}</li>"
        for place in places.values()
    )
    return f'<ol class="thread">{items}</ol>' if items else ""


def _opened(place: _Place, address: str, after: str) -> str:
    if place.row:
        return _comment(place.row, address)
    if place.path <= after:  # It stands on the page before.
        return '<li class="comment is-before">'
    return '<li class="comment is-gone"><p>This comment is not shown.</p>'


def _comment(row: Row, address: str) -> str:
    return format_html(
        '<li class="comment" id="comment-{pk}"><article>'
        '<header class="comment-head"><span class="comment-name">{name}</span>{badge} '
        '<a class="comment-date" href="{address}{pk}/"><time datetime="{iso}">{date}</time></a>'
        "{answer}</header>"
        '<div class="comment-text">{html}</div>'
        '<footer class="comment-foot"><a class="reply" rel="nofollow" href="{address}{pk}/reply/"'
        ' aria-label="Reply to {name}">Reply</a></footer></article>',
        pk=row.pk,
        name=row.name,
        badge=mark_safe(' <span class="badge">Staff</span>') if row.is_staff else "",
        address=address,
        iso=row.created_at.isoformat(timespec="seconds"),
        date=say(row.created_at),
        answer=_answer(row.in_reply_to),
        html=mark_safe(row.html),  # noqa: S308 - made by comments.markup.
    )


def _answer(name: str) -> SafeString | str:
    return format_html(' <span class="comment-answer">in reply to {}</span>', name) if name else ""


def say(moment: dt.datetime) -> str:
    """Return ``March 28, 2019, 14:05``."""
    return f"{moment:%B} {moment.day}, {moment.year}, {moment:%H:%M}"
