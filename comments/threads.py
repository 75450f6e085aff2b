"""Places in a thread, and a thread as HTML, in the language that is spoken. Pure.

A path is one to four steps of six lower-case hex digits. A reply to a comment of the fourth level
takes the next step under that comment's third-level ancestor.
"""

import datetime as dt
import re
from collections.abc import Sequence
from enum import StrEnum
from html import escape
from typing import NamedTuple

from django.utils.dates import MONTHS
from django.utils.formats import number_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, ngettext

from . import marks

STEP = 6
DEEPEST = 4
_BEGIN, _END = '<ol class="thread">', "</li></ol>"
_PATH = re.compile(rf"([0-9a-f]{{{STEP}}}){{1,{DEEPEST}}}\Z")


class Order(StrEnum):
    """The order of the threads of a page; inside a thread the oldest comment is always first."""

    OLDEST = "oldest"
    NEWEST = "newest"


class Row(NamedTuple):
    """A public comment; its times are in the zone to be shown.

    ``html`` is the stored one, made of ``text``; ``actions`` is HTML for moderators alone. A tuple,
    as a page makes hundreds and a dataclass takes thrice the time.
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


def render(
    rows: Sequence[Row], *, address: str, after: str = "", is_open: bool = True
) -> SafeString:
    """Return nested lists of ``rows``; '' for none.

    Each thread's rows stand together, in the order of their paths. ``address`` is that of the
    article's comments; ``after`` is where the page before ended; only where ``is_open`` is there
    a way to reply. A comment that is not public, but has public replies, is said to be not shown.
    """
    frame = _Frame(address, foot=_foot(address, is_open=is_open))
    gap, parts, last = _Gap(after), list[str](), ""
    for row in rows:
        shared = _shared(last, row.path)
        parts.append(_between(last, shared))
        for end in range(shared + STEP, len(row.path), STEP):
            parts += gap.fill(row.path[:end]), _BEGIN
        parts.append(f'<li class="comment" id="comment-{row.pk}">{frame.fill(row)}')
        last = row.path
    parts.append(_END * (len(last) // STEP))
    return mark_safe("".join(parts))  # noqa: S308 - made of escaped parts.


def render_featured(rows: Sequence[Row], *, address: str) -> SafeString:
    """Return a flat list of comments, each with a link to its place in the thread; '' for none."""
    frame = _Frame(address, foot=_foot_of_featured(address))
    items = "".join(f'<li class="comment">{frame.fill(row)}</li>' for row in rows)
    return mark_safe(f"{_BEGIN}{items}</ol>" if items else "")  # noqa: S308 - as above.


def _shared(one: str, other: str) -> int:
    """Return the length of the steps with which both paths begin."""
    for end in range(0, len(one), STEP):
        if not other.startswith(one[: end + STEP]):
            return end
    return len(one)


def _between(last: str, shared: int) -> str:
    """Return what leads from the comment at ``last`` to the next below its part ``shared``."""
    left = (len(last) - shared) // STEP
    return _END * (left - 1) + "</li>" if left else _BEGIN


class _Gap:
    """What stands in the place of a comment that is not on the page."""

    def __init__(self, after: str) -> None:
        self.after = after
        self.gone = escape(gettext("This comment is not shown."))
        self.continued = escape(gettext("Continued from the page before."))

    def fill(self, path: str) -> str:
        if not self._is_before(path):
            return f'<li class="comment is-gone"><p>{self.gone}</p>'
        continued = f"<p>{self.continued}</p>" if len(path) == STEP else ""
        return f'<li class="comment is-before">{continued}'

    def _is_before(self, path: str) -> bool:
        """Tell whether the thread that the page before left unfinished had come past ``path``."""
        return path[:STEP] == self.after[:STEP] and path <= self.after


class _Frame:
    """What stands around the comments of a page, looked up once and not for each of them.

    Parts of it have gaps, like ``%(name)s``, for what is a comment's own.
    """

    def __init__(self, address: str, *, foot: str) -> None:
        self.address, self.foot = address, foot
        self.calendar = _Calendar()
        self.nameless = escape(nameless())
        self.badge = f' <span class="badge">{escape(gettext("Staff"))}</span>'
        self.edited = f" · {escape(gettext('edited %(time)s'))}"
        answer = escape(gettext("in reply to %(name)s"))
        whom = f'<a href="{_plain(address)}%(parent)s/"><bdi>%(name)s</bdi></a>'
        self.answer = f' <span class="comment-answer">{answer % {"name": whom}}</span>'

    def fill(self, row: Row) -> str:
        time = self.calendar.mark_up
        name = escape(row.name) if row.name else self.nameless
        badge = self.badge if row.is_staff else ""
        edited = self.edited % {"time": time(row.edited_at)} if row.edited_at else ""
        answer = self._say_whom(row) if row.in_reply_to else ""
        foot = self.foot % {"pk": row.pk, "name": name}
        return (
            f'<article><header class="comment-head">{marks.draw(row.name)}'
            f'<bdi class="comment-name">{name}</bdi>{badge} <span class="comment-date">'
            f'<a href="{self.address}{row.pk}/">{time(row.created_at)}</a>{edited}</span>{answer}'
            f'</header><div class="comment-text" dir="auto">{row.html}</div>'
            f'<footer class="comment-foot">{foot}</footer>{row.actions}</article>'
        )

    def _say_whom(self, row: Row) -> str:
        return self.answer % {"parent": row.parent, "name": escape(row.in_reply_to)}


def _foot(address: str, *, is_open: bool) -> str:
    """Return what stands under a comment in its thread, with gaps; see ``_Frame``."""
    own = f"{_plain(address)}%(pk)s/"
    reply = (
        f'<a class="reply" rel="nofollow" href="{own}reply/"'
        f' aria-label="{escape(gettext("Reply to %(name)s"))}">{_plain(gettext("Reply"))}</a>'
    )
    report = (
        f'<a class="report" rel="nofollow" href="{own}report/"'
        f' aria-label="{escape(gettext("Report the comment of %(name)s"))}">'
        f"{_plain(gettext('Report'))}</a>"
    )
    return reply + report if is_open else report


def _foot_of_featured(address: str) -> str:
    return (
        f'<a href="{_plain(address)}%(pk)s/"'
        f' aria-label="{escape(gettext("In its thread: comment of %(name)s"))}">'
        f"{_plain(gettext('In its thread'))}</a>"
    )


def _plain(text: str) -> str:
    """Return ``text`` escaped, without gaps."""
    return escape(text).replace("%", "%%")


class _Calendar:
    """How a time is said: the names of months and the order of its parts."""

    def __init__(self) -> None:
        self.months = [str(MONTHS[month]) for month in range(1, 13)]
        self.form = gettext("%(month)s %(day)d, %(year)d, %(time)s")

    def say(self, moment: dt.datetime) -> str:
        return self._say(moment, f"{moment:%H:%M}")

    def mark_up(self, moment: dt.datetime) -> str:
        iso = moment.isoformat(timespec="seconds")
        clock = iso[len("2019-03-28T") : len("2019-03-28T14:05")]
        return f'<time datetime="{iso}">{self._say(moment, clock)}</time>'

    def _say(self, moment: dt.datetime, clock: str) -> str:
        zone = moment.tzname() or ""
        prefix = "" if zone.isalpha() else "UTC"
        return self.form % {
            "month": self.months[moment.month - 1],
            "day": moment.day,
            "year": moment.year,
            "time": f"{clock} {prefix}{zone}",
        }


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
