"""Lists of comments for the desk, a page at a time: what a page costs does not grow with them.

What an index answers is asked of the database. Anything else is sought in the next ``STRETCH``
comments of the list, and the page says how far it came.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import IntegerField, QuerySet, Subquery

from articles import paging
from masthead.models import User

from .models import Comment, CommentRevision, Queue

A_PAGE = 50
STRETCH = 2_500
# Queues are counted so far, then "1000+" is said.
COUNTED = 1_000
MINE, ALL = "mine", "all"

# The fields of each index that has comments in the order of a list, the narrowest first.
_INDEXES = (
    ("decided_by_id",),
    ("commenter_id",),
    ("article_id", "queue"),
    ("queue", "held_for"),
    ("queue",),
    ("article_id",),
    (),
)

type Cursor = tuple[dt.datetime, int]
type Sieve = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which comments are to be listed. ``since`` and ``until`` bound when they were written.

    ``after`` is where the page before ended, in the order of the list: by when comments were
    written, in the list of what ``moderator`` decided by when that was.
    """

    moderator: User
    queue: str = Queue.PENDING  # or MINE, ALL
    held_for: str = ""
    article: int | None = None
    author: int | None = None  # The key of a Commenter.
    since: dt.datetime | None = None
    until: dt.datetime | None = None
    words: str = ""
    is_newest_first: bool = False
    after: Cursor | None = None

    @property
    def moment(self) -> str:
        return "decided_at" if self.queue == MINE else "created_at"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page of a list; ``searched_to`` is set where the search stopped before the list's end."""

    comments: Sequence[Comment]
    after: str  # The cursor of the next page; '' on the last one.
    searched_to: dt.datetime | None = None


class _Bounded(Subquery):
    """The number of rows of a sliced subquery."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS bounded)"


def read(wanted: Wanted) -> Page:
    """Return the page of the list that begins after ``wanted.after``."""
    rows, sieve = _keyed(wanted)
    rows = _beyond(rows, wanted)
    is_by_date = wanted.queue == MINE and (wanted.since or wanted.until)
    if sieve or wanted.words or is_by_date:
        return _sifted(rows, wanted, sieve)
    found = list(with_places(rows)[: A_PAGE + 1])
    if not found[A_PAGE:]:
        return Page(comments=found, after="")
    last = found[A_PAGE - 1]
    after = paging.write(getattr(last, wanted.moment), last.pk)
    return Page(comments=found[:A_PAGE], after=after)


def count(moderator: User, checks: Iterable[str]) -> tuple[dict[str, int], dict[str, int]]:
    """Return how long each queue is, and how many wait for each of ``checks``, in one query.

    A number above ``COUNTED`` stands for any above it.
    """
    comments = Comment.objects.order_by("created_at", "pk")
    queues = {queue.value: comments.filter(queue=queue) for queue in Queue}
    queues[MINE] = Comment.objects.filter(decided_by=moderator).order_by("decided_at", "pk")
    reasons = {name: comments.pending().filter(held_for=name) for name in checks}
    parts = [*queues.values(), *reasons.values()]
    # The moderator's own row is one to hang the numbers on.
    numbers = User.objects.filter(pk=moderator.pk).values_list(*map(_number, parts)).get()
    return (
        dict(zip(queues, numbers, strict=False)),
        dict(zip(reasons, numbers[len(queues) :], strict=True)),
    )


def _number(rows: QuerySet[Comment]) -> _Bounded:
    return _Bounded(rows.values("pk")[: COUNTED + 1], output_field=IntegerField())


def _keyed(wanted: Wanted) -> tuple[QuerySet[Comment], Sieve]:
    """Return the comments that one index finds in order, and what else they are sifted by."""
    asked: dict[str, object] = {
        "commenter_id": wanted.author,
        "article_id": wanted.article,
        "held_for": wanted.held_for or None,
        "queue": None if wanted.queue in {MINE, ALL} else wanted.queue,
        "decided_by_id": wanted.moderator.pk if wanted.queue == MINE else None,
    }
    asked = {field: value for field, value in asked.items() if value is not None}
    index = next(fields for fields in _INDEXES if asked.keys() >= set(fields))
    keys = {field: asked.pop(field) for field in index}
    return Comment.objects.filter(**keys), asked


def _beyond(rows: QuerySet[Comment], wanted: Wanted) -> QuerySet[Comment]:
    """Put ``rows`` in order and leave out those that no page from ``wanted.after`` on shows."""
    since, until = (None, None) if wanted.queue == MINE else (wanted.since, wanted.until)
    if wanted.after:
        moment, _ = wanted.after
        rows = rows.filter(
            paging.beyond(
                wanted.after, moment=wanted.moment, is_newest_first=wanted.is_newest_first
            )
        )
        # Of two bounds on one side, a database might start from the wrong one.
        since = since if wanted.is_newest_first or (since and since > moment) else None
        until = None if wanted.is_newest_first and until and until > moment else until
    if since:
        rows = rows.filter(created_at__gte=since)
    if until:
        rows = rows.filter(created_at__lt=until)
    sign = "-" if wanted.is_newest_first else ""
    return rows.order_by(f"{sign}{wanted.moment}", f"{sign}pk")


def _sifted(rows: QuerySet[Comment], wanted: Wanted, sieve: Sieve) -> Page:
    stretch = list(rows.values("pk", "name", "created_at", wanted.moment, *sieve)[:STRETCH])
    hits = [row for row in stretch if _passes(row, wanted, sieve)]
    if wanted.words:
        hits = _with_words(hits, wanted.words)
    shown = hits[:A_PAGE]
    comments = with_places(Comment.objects.all()).in_bulk([row["pk"] for row in shown])
    is_cut = len(hits) <= A_PAGE and len(stretch) == STRETCH
    last = stretch[-1] if is_cut else shown[-1] if hits[A_PAGE:] else None
    return Page(
        comments=[comments[row["pk"]] for row in shown],
        after=paging.write(last[wanted.moment], last["pk"]) if last else "",
        searched_to=last[wanted.moment] if last and is_cut else None,
    )


def _passes(row: Mapping[str, Any], wanted: Wanted, sieve: Sieve) -> bool:
    return (
        all(row[field] == value for field, value in sieve.items())
        and (wanted.since is None or row["created_at"] >= wanted.since)
        and (wanted.until is None or row["created_at"] < wanted.until)
    )


def _with_words(rows: Sequence[Mapping[str, Any]], words: str) -> list[Mapping[str, Any]]:
    """Return those of ``rows`` in whose name or in any of whose texts ``words`` stand."""
    wanted = words.casefold()
    texts = CommentRevision.objects.filter(comment__in=[row["pk"] for row in rows])
    found = {pk for pk, text in texts.values_list("comment", "text") if wanted in text.casefold()}
    return [row for row in rows if row["pk"] in found or wanted in row["name"].casefold()]


def with_places(rows: QuerySet[Comment]) -> QuerySet[Comment]:
    return rows.select_related("article", "commenter", "user", "parent__shown", "decided_by")
