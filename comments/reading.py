"""Everything the comments of an article's page show, in a fixed number of queries."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.safestring import SafeString

from articles.models import Article

from . import threads
from .models import Comment

A_PAGE = 100
LONGEST_KEY = 18  # digits, which fit any database


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    html: SafeString
    next_after: str  # Where the next page begins; '' on the last one.


def read(article: Article, *, after: str = "") -> Thread:
    """Read a page of the article's public comments: what comes after the path ``after``."""
    comments = list(_page(article, after)[: A_PAGE + 1])
    rows = [_row(comment) for comment in comments[:A_PAGE]]
    address = f"{article.get_absolute_url()}comments/"
    return Thread(
        html=threads.render(rows, address=address, after=after),
        next_after=rows[-1].path if len(comments) > A_PAGE else "",
    )


def _page(article: Article, after: str) -> QuerySet[Comment]:
    comments = article.comments.public().filter(path__gt=after).in_order()
    return comments.select_related("shown", "parent").only(
        "path",
        "name",
        "user",
        "created_at",
        "shown__html",
        "parent__name",
        "parent__path",
        "parent__status",
    )


def _row(comment: Comment) -> threads.Row:
    assert comment.shown is not None  # Kept by comment_approved_shows_a_revision.
    parent = comment.parent
    is_beside_parent = parent is not None and not comment.path.startswith(parent.path)
    return threads.Row(
        pk=comment.pk,
        path=comment.path,
        name=comment.name,
        is_staff=comment.user_id is not None,
        created_at=timezone.localtime(comment.created_at),
        html=comment.shown.html,
        in_reply_to=parent.name if parent and is_beside_parent and parent.is_public else "",
    )


def public_comment(article: Article, pk: str | int | None) -> Comment | None:
    """Return the article's public comment whose key a form names, if there is one."""
    key = str(pk)
    is_key = key.isascii() and key.isdecimal() and len(key) <= LONGEST_KEY
    return article.comments.public().filter(pk=key).first() if is_key else None


def page_of(comment: Comment) -> str:
    """Return the ``after`` of a page that shows the public ``comment``: '' for the first page."""
    root = comment.path[: threads.STEP]
    for after in ("", threads.before(root)):
        paths = _page(comment.article, after).values_list("path", flat=True)[:A_PAGE]
        if comment.path in list(paths):
            return after
    return threads.before(comment.path)
