"""Everything the comments of an article's page show, in a bounded number of queries."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.safestring import SafeString

from articles.models import Article, Edition
from masthead.keys import is_key

from . import threads
from .models import Comment, CommentCount
from .models.comment import CommentQuerySet
from .threads import Order

# A page ends after so many threads, or so many comments, whichever comes first.
THREADS = 50
A_PAGE = 200
MOST_FEATURED = 10
IN_FEED = 50


class Found(NamedTuple):
    """What is read of a public comment: a tuple, as whole rows cost more than all the rest."""

    pk: int
    path: str
    name: str
    user: int | None
    created_at: dt.datetime
    edited_at: dt.datetime | None
    status: str
    is_featured: bool
    turn: int
    shown__text: str
    shown__html: str
    parent: int | None
    parent__name: str | None
    parent__path: str | None
    parent__status: str | None


type Actions = Callable[[Found], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    rows: Sequence[threads.Row]
    html: SafeString
    next_after: str  # Where the next page begins; '' on the last one.


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A public comment of a feed, with its ``parent`` where that is public, too."""

    comment: Comment
    headline: str
    html: str


def read(
    article: Article,
    *,
    after: str = "",
    order: Order = Order.OLDEST,
    is_open: bool = True,
    actions: Actions | None = None,
) -> Thread:
    """Read a page of the article's public comments: what comes after the path ``after``.

    ``actions`` returns the HTML of what a moderator may do with a comment. Following
    ``next_after`` from '' on leads past every comment once, in either order.
    """
    comments = _newest(article, after) if order == Order.NEWEST else _oldest(article, after)
    end = _end_of_page([comment.path for comment in comments])
    rows = _rows(comments[:end], actions)
    return Thread(
        rows=rows,
        html=threads.render(rows, address=address_of(article), after=after, is_open=is_open),
        next_after=rows[-1].path if len(comments) > end else "",
    )


def featured(article: Article) -> SafeString:
    """Return the list of what moderators featured, the newest first; '' for none."""
    comments = _public(article).filter(is_featured=True).order_by("-pk")
    rows = _rows(_find(comments, MOST_FEATURED))
    return threads.render_featured(rows, address=address_of(article))


def newest(article: Article | None) -> list[Entry]:
    """Return the newest public comments of the live ``article``; without one, of all live ones."""
    public = Comment.objects.public().filter(article__editions__status="published")
    comments = (
        (public.filter(article=article) if article else public)
        .select_related("shown", "article", "parent")
        .order_by("-created_at", "-pk")[:IN_FEED]
    )
    editions = Edition.objects.published().filter(article__in={row.article_id for row in comments})
    headlines = dict(editions.values_list("article", "headline"))
    return [_entry(comment, headlines[comment.article_id]) for comment in comments]


def _entry(comment: Comment, headline: str) -> Entry:
    assert comment.shown is not None  # Kept by comment_approved_shows_a_revision.
    if comment.parent and not comment.parent.is_public:
        comment.parent = None
    return Entry(comment=comment, headline=headline, html=comment.shown.html)


def count(article: Article) -> int:
    """Return how many comments of the article are public."""
    counts = CommentCount.objects.filter(article=article.pk)
    return counts.values_list("public", flat=True).first() or 0


def address_of(article: Article) -> str:
    return f"{article.get_absolute_url()}comments/"


def _public(article: Article) -> CommentQuerySet:
    return article.comments.public().in_order()


def _find(comments: QuerySet[Comment], most: int) -> list[Found]:
    return list(map(Found._make, comments.values_list(*Found._fields)[:most]))


def _oldest(article: Article, after: str) -> list[Found]:
    return _find(_public(article).filter(path__gt=after), A_PAGE + 1)


def _newest(article: Article, after: str) -> list[Found]:
    """Return at least a page: the rest of the thread that ``after`` is in, then older threads.

    Threads are found by their public comments, whose roots need not be public.
    """
    root = after[: threads.STEP]
    comments = _find(_rest_of_thread(article, root, after), A_PAGE + 1) if after else []
    room = A_PAGE + 1 - len(comments)
    older = _public(article).filter(path__lt=root) if after else _public(article)
    found = _find(older.order_by("-path"), room)
    if room and len(found) == room:  # It may lack the beginning of the oldest thread found.
        cut = found[-1].path[: threads.STEP]
        whole = [comment for comment in found if not comment.path.startswith(cut)]
        found = whole + _find(_rest_of_thread(article, cut), room - len(whole))
    return [*comments, *sorted(found, key=_newest_thread_first)]


def _rest_of_thread(article: Article, root: str, after: str = "") -> CommentQuerySet:
    end = threads.end_of(root)
    return _public(article).filter(path__gte=root, path__gt=after, path__lt=end)


def _newest_thread_first(comment: Found) -> tuple[int, str]:
    return -int(comment.path[: threads.STEP], 16), comment.path


def _end_of_page(paths: Sequence[str]) -> int:
    """Return how many of the comments at ``paths`` fit one page."""
    roots: set[str] = set()
    for number, path in enumerate(paths[: A_PAGE + 1]):
        roots.add(path[: threads.STEP])
        if len(roots) > THREADS or number == A_PAGE:
            return number
    return len(paths)


def _rows(comments: Sequence[Found], actions: Actions | None = None) -> list[threads.Row]:
    zone = timezone.get_current_timezone()
    return [_row(comment, zone, actions) for comment in comments]


def _row(comment: Found, zone: dt.tzinfo, actions: Actions | None) -> threads.Row:
    has_parent = comment.parent__status == Comment.Status.APPROVED
    is_beside_parent = has_parent and not comment.path.startswith(comment.parent__path or "")
    return threads.Row(
        pk=comment.pk,
        path=comment.path,
        name=comment.name,
        is_staff=comment.user is not None,
        created_at=comment.created_at.astimezone(zone),
        edited_at=comment.edited_at and comment.edited_at.astimezone(zone),
        text=comment.shown__text,
        html=comment.shown__html,
        parent=comment.parent if has_parent else None,
        in_reply_to=(comment.parent__name or threads.nameless()) if is_beside_parent else "",
        actions=actions(comment) if actions else "",
    )


def public_comment(article: Article, pk: str | int | None) -> Comment | None:
    """Return the article's public comment whose key a form names, if there is one."""
    key = str(pk)
    return article.comments.public().filter(pk=key).first() if is_key(key) else None


def page_of(comment: Comment) -> str:
    """Return the ``after`` of a page that shows the public ``comment``: '' for the first page."""
    root = comment.path[: threads.STEP]
    for after in ("", threads.before(root)):
        following = comment.article.comments.public().filter(path__gt=after).in_order()
        paths = list(following.values_list("path", flat=True)[: A_PAGE + 1])
        if comment.path in paths[: _end_of_page(paths)]:
            return after
    return threads.before(comment.path)
