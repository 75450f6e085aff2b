"""Which comments one act on many would change: gathered before, so that they can be shown.

At most ``moderation.MOST_AT_ONCE`` are gathered, and for words at most the next ``STRETCH`` of the
queue are read; what is left over is told, to be gathered next.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import OuterRef, QuerySet, Subquery

from articles import paging

from . import moderation, words
from .models import Comment, CommentRevision, Queue

STRETCH = 2_000

type Cursor = tuple[dt.datetime, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """What the comments of ``queue`` have in common: all that is given here.

    ``author`` is a Commenter's key, ``network`` a hash as ``Comment.network``, ``phrase`` is like
    the words of a ``WordRule``, ``after`` is where the gathering before ended.
    """

    queue: str = Queue.PENDING
    author: int | None = None
    network: str = ""
    phrase: str = ""
    keys: Sequence[int] = ()
    after: Cursor | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """The comments, the oldest first; ``after`` is where to go on, '' where nothing is left."""

    comments: Sequence[Comment]
    after: str = ""


def gather(sought: Sought) -> Gathered:
    """Return the comments sought; raises ``words.Unusable`` for a phrase without letters."""
    if sought.phrase:
        words.pattern(sought.phrase)
    most = STRETCH if sought.phrase else moderation.MOST_AT_ONCE
    rows = list(_rows(sought)[: most + 1])
    read = rows[:most]
    hits = list(_with_phrase(read, sought.phrase)) if sought.phrase else read
    found = hits[: moderation.MOST_AT_ONCE]
    if len(hits) > len(found):
        return Gathered(comments=found, after=_cursor(found[-1]))
    return Gathered(comments=found, after=_cursor(read[-1]) if len(rows) > most else "")


def _rows(sought: Sought) -> QuerySet[Comment]:
    comments = Comment.objects.filter(queue=sought.queue)
    if sought.author:
        comments = comments.filter(commenter=sought.author)
    if sought.network:
        comments = comments.filter(network=sought.network).exclude(network="")
    if sought.keys:
        comments = comments.filter(pk__in=sought.keys)
    if sought.after:
        comments = comments.filter(paging.beyond(sought.after))
    return with_text(comments).order_by("created_at", "pk")


def with_text(comments: QuerySet[Comment]) -> QuerySet[Comment]:
    """Return the comments with their newest text as ``text``, and with their articles."""
    newest = CommentRevision.objects.filter(comment=OuterRef("pk")).order_by("-number")
    return comments.annotate(text=Subquery(newest.values("text")[:1])).select_related("article")


def _with_phrase(comments: Iterable[Comment], phrase: str) -> Iterable[Comment]:
    matcher = words.Matcher([words.Rule(pk=0, words=phrase, action="watch")])
    return (
        comment for comment in comments if matcher.find(f"{comment.name}\n{vars(comment)['text']}")
    )


def _cursor(comment: Comment) -> str:
    return paging.write(comment.created_at, comment.pk)
