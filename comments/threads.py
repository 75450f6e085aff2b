"""Places in a thread, and a thread as HTML, in the language that is spoken. Pure.

A path is one to four steps of six lower-case hex digits. A reply to a comment of the fourth level
takes the next step under that comment's third-level ancestor.
"""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from html import escape

from django.utils.dates import MONTHS
from django.utils.formats import number_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, ngettext

from . import marks

STEP = 6
DEEPEST = 4
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


class _Words:
    """The words around the comments of a page, looked up once and not for each comment."""

    def __init__(self) -> None:
        self.nameless = escape(nameless())
        self.gone = escape(gettext("This comment is not shown."))
        self.continued = escape(gettext("Continued from the page before."))
        self.reply = escape(gettext("Reply"))
        self.reply_to = escape(gettext("Reply to %(name)s"))
        self.report = escape(gettext("Report"))
        self.report_of = escape(gettext("Report the comment of %(name)s"))
        self.in_thread = escape(gettext("In its thread"))
        self.in_thread_of = escape(gettext("In its thread: comment of %(name)s"))
        self.staff = escape(gettext("Staff"))
        self.edited = escape(gettext("edited %(time)s"))
        self.in_reply_to = escape(gettext("in reply to %(name)s"))
        self.calendar = _Calendar()


class _Calendar:
    """How a time is said: the names of months and the order of its parts."""

    def __init__(self) -> None:
        self.months = [str(MONTHS[month]) for month in range(1, 13)]
        self.form = gettext("%(month)s %(day)d, %(year)d, %(time)s")

    def say(self, moment: dt.datetime) -> str:
        zone = moment.tzname() or ""
        prefix = "" if zone.isalpha() else "UTC"
        return self.form % {
            "month": self.months[moment.month - 1],
            "day": moment.day,
            "year": moment.year,
            "time": f"{moment.hour:02}:{moment.minute:02} {prefix}{zone}",
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    address: str
    words: _Words
    after: str = ""
    is_open: bool = False


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
    page = _Page(address=address, words=_Words(), after=after, is_open=is_open)
    return mark_safe(_list(top, page))  # noqa: S308 - made of escaped parts.


def render_featured(rows: Sequence[Row], *, address: str) -> SafeString:
    """Return a flat list of comments, each with a link to its place in the thread; '' for none."""
    page = _Page(address=address, words=_Words())
    items = "".join(
        f'<li class="comment"><article>{_head(row, page)}{_text(row)}'
        f'<footer class="comment-foot"><a href="{address}{row.pk}/"'
        f' aria-label="{page.words.in_thread_of % {"name": _name(row, page)}}">'
        f"{page.words.in_thread}</a></footer></article></li>"
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
        return f'<li class="comment is-gone"><p>{page.words.gone}</p>'
    continued = f"<p>{page.words.continued}</p>" if len(place.path) == STEP else ""
    return f'<li class="comment is-before">{continued}'


def _is_before(path: str, after: str) -> bool:
    """Tell whether the thread that the page before left unfinished had come past ``path``."""
    return path[:STEP] == after[:STEP] and path <= after


def _comment(row: Row, page: _Page) -> str:
    own, words, name = f"{page.address}{row.pk}/", page.words, {"name": _name(row, page)}
    reply = (
        f'<a class="reply" rel="nofollow" href="{own}reply/"'
        f' aria-label="{words.reply_to % name}">{words.reply}</a>'
        if page.is_open
        else ""
    )
    return (
        f'<li class="comment" id="comment-{row.pk}"><article>{_head(row, page)}{_text(row)}'
        f'<footer class="comment-foot">{reply}<a class="report" rel="nofollow" href="{own}report/"'
        f' aria-label="{words.report_of % name}">{words.report}</a></footer>{row.actions}</article>'
    )


def _head(row: Row, page: _Page) -> str:
    words = page.words
    badge = f' <span class="badge">{words.staff}</span>' if row.is_staff else ""
    edited = f" · {words.edited % {'time': _time(row.edited_at, page)}}" if row.edited_at else ""
    return (
        f'<header class="comment-head">{marks.draw(row.name)}'
        f'<bdi class="comment-name">{_name(row, page)}</bdi>{badge} <span class="comment-date">'
        f'<a href="{page.address}{row.pk}/">{_time(row.created_at, page)}</a>'
        f"{edited}</span>{_answer(row, page)}</header>"
    )


def _answer(row: Row, page: _Page) -> str:
    if not row.in_reply_to:
        return ""
    whom = f'<a href="{page.address}{row.parent}/"><bdi>{escape(row.in_reply_to)}</bdi></a>'
    return f' <span class="comment-answer">{page.words.in_reply_to % {"name": whom}}</span>'


def _text(row: Row) -> str:
    return f'<div class="comment-text" dir="auto">{row.html}</div>'


def _name(row: Row, page: _Page) -> str:
    return escape(row.name) if row.name else page.words.nameless


def _time(moment: dt.datetime, page: _Page) -> str:
    said = page.words.calendar.say(moment)
    return f'<time datetime="{moment.isoformat(timespec="seconds")}">{said}</time>'


def nameless() -> str:
    """Return what stands for a name that was erased."""
    return gettext("Name removed")


def say(moment: dt.datetime) -> str:
    """Return ``March 28, 2019, 14:05 UTC``; a zone without letters is told as ``UTC-03``."""
    return _Calendar().say(moment)


def say_number(comments: int) -> str:
    """Return ``1,234 comments``."""
    words = ngettext("%(number)s comment", "%(number)s comments", comments)
    return words % {"number": number_format(comments, force_grouping=True)}
