"""The site's side of ``threads``: articles with more and fewer comments, and what they cost."""

import gc
import time
from random import Random

from django.conf import settings
from django.db import transaction
from django.test import Client
from django.utils import timezone

from articles.models import Article, Edition
from comments import markup
from comments.models import Comment, CommentCount, Commenter, CommentRevision
from comments.threads import STEP
from newsroom.populating.inserting import Table
from newsroom.populating.prose import Pen

WARM_UP = 3
NONE = "none"
PAGE, WAITING, MANY = 200, 4_000, 10_000
# A thread of four: a comment with two replies, the first of which has one, too.
_THREAD = ("", "000001", "000001000001", "000002")


@transaction.atomic
def times(rounds: int, runs: int) -> dict[str, list[float]]:
    """Return the CPU milliseconds of each run, by which comments the page has.

    The pages take turns, ``runs`` at a time, and show the same edition, which is lent to articles
    of their own. Nothing of it stays in the database.
    """
    edition = Edition.objects.published().latest("displayed_at")
    measured = pages(edition.article.language)
    taken: dict[str, list[float]] = {what: [] for what in measured}
    client = Client(headers={"host": settings.ALLOWED_HOSTS[0]})
    for _ in range(rounds):
        for what, (article, query) in measured.items():
            Edition.objects.filter(pk=edition.pk).update(article=article)
            taken[what] += _times(client, f"{article.get_absolute_url()}{query}", runs)
    transaction.set_rollback(True)
    return taken


def pages(language: str) -> dict[str, tuple[Article, str]]:
    """Return articles, each with what follows its address, by what is measured."""
    pen = Pen(Random("comments"))  # noqa: S311 - for texts.
    none, page, waiting, many = (
        _discussed(pen, language, public=public, pending=pending)
        for public, pending in ((0, 0), (PAGE, 0), (PAGE, WAITING), (MANY, 0))
    )
    middle = f"{MANY // len(_THREAD) // 2:06x}g"
    return {
        NONE: (none, ""),
        f"{PAGE} comments": (page, ""),
        f"{PAGE} comments, {WAITING:,} more wait": (waiting, ""),
        f"{MANY:,} comments, first page": (many, ""),
        f"{MANY:,} comments, deep page": (many, f"?after={middle}"),
    }


def _discussed(pen: Pen, language: str, *, public: int, pending: int) -> Article:
    """Return a new article, each page of whose comments is full; those that wait came first."""
    slug = f"with-{public:05}-and-{pending:05}-comments"
    article = Article.objects.create(slug=slug, language=language)
    CommentCount.objects.create(article=article, public=public)
    pairs, keys = _Pairs(pen, article), dict[str, int]()
    for number in range(public + pending):
        thread, place = divmod(number, len(_THREAD))
        path = f"{thread + 1:06x}{_THREAD[place]}"
        parent = keys.get(path[:-STEP])
        keys[path] = pairs.add(path=path, parent_id=parent, is_public=number >= pending)
    pairs.insert()
    return article


class _Pairs:
    """Comments of an article, each with its text."""

    def __init__(self, pen: Pen, article: Article) -> None:
        self._pen, self._article = pen, article
        self._author = Commenter.objects.get_or_create(email_key="of a benchmark")[0]
        self._comments, self._revisions = Table(Comment), Table(CommentRevision)
        self._pairs: list[tuple[Comment, CommentRevision]] = []

    def add(self, *, is_public: bool, **columns: object) -> int:
        """Return the key of the new comment."""
        now, text = timezone.now(), self._pen.remark()
        comment, revision = next(self._comments.keys), next(self._revisions.keys)
        status = Comment.Status.APPROVED if is_public else Comment.Status.PENDING
        row = self._comments.row(
            id=comment,
            uid=self._pen.uid(),
            article_id=self._article.pk,
            commenter_id=self._author.pk,
            name=" ".join(self._pen.person()),
            status=status,
            shown_id=revision if is_public else None,
            created_at=now,
            **columns,
        )
        said = self._revisions.row(
            id=revision, comment_id=comment, text=text, html=markup.to_html(text), created_at=now
        )
        self._pairs.append((row, said))
        return comment

    def insert(self) -> None:
        self._comments.insert([comment for comment, _ in self._pairs])
        self._revisions.insert([revision for _, revision in self._pairs])
        self._comments.go_on()
        self._revisions.go_on()


def _times(client: Client, address: str, runs: int) -> list[float]:
    taken = []
    gc.collect()
    for _ in range(WARM_UP + runs):
        started = time.process_time()
        response = client.get(address)
        taken.append((time.process_time() - started) * 1000)
        if response.status_code != 200:
            message = f"{address} answered {response.status_code}."
            raise RuntimeError(message)
    return taken[WARM_UP:]
