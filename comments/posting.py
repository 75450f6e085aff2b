"""Taking a reader's comment: one transaction, after which it is kept whatever happens."""

import datetime as dt
from dataclasses import dataclass
from functools import partial

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from articles.models import Article
from articles.publishing import lock
from masthead.models import User

from . import (
    facts,
    identity,
    markup,
    moderation,
    networks,
    notices,
    rules,
    screening,
    threads,
    visitor_mail,
)
from .models import Comment, Commenter, CommentRevision, Subscription, Tally
from .origin import Origin
from .screening import Finding, Outcome, Verdict
from .submission import Post

NO_PARENT = gettext_lazy(
    "The comment you reply to is no longer there. You can post yours as a new one."
)
LONGEST_NAME = 80
BY_STAFF = Finding(check="by_staff", verdict=Verdict.HOLD, detail="Written by one of the staff.")


class NotTaken(Exception):
    """The comment was not kept; the message, for its author, says why and what to do.

    ``check`` names the check that refused it, if one did.
    """

    def __init__(self, message: str, *, check: str = "") -> None:
        super().__init__(message)
        self.check = check


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    comment: Comment
    is_new: bool  # Else it is there from before, and nothing was written.


def post(article: Article, post: Post) -> Comment:
    """Take the ``post`` and return its comment; see ``take``."""
    return take(article, post).comment


def take(article: Article, post: Post) -> Taken:
    """Keep a comment on the live ``article``, screened.

    The same post within ten minutes (a double click, the back button) is the first comment.
    Raises ``NotTaken`` where what it answers is not public, or screening refuses it: then nothing
    is kept but the number of such refusals of the day.
    """
    # What needs no lock is read before: others wait for it, on SQLite all who write.
    staff = facts.staff_names()
    try:
        return _take(article, post, staff)
    except NotTaken as refused:
        if refused.check:
            Tally.objects.add(timezone.localdate(), f"refused:{refused.check}")
        raise


@transaction.atomic
def _take(article: Article, post: Post, staff: tuple[str, ...]) -> Taken:
    lock(article.pk)
    now = timezone.now()
    submission = facts.gather(article, post, rules.for_article(article), staff, now=now)
    outcome = screening.screen(submission)
    if outcome.verdict == Verdict.REFUSE:
        raise NotTaken(outcome.answer, check=outcome.deciding_check)
    if submission.twin:
        twin = Comment.objects.select_related("article").get(pk=submission.twin)
        return Taken(comment=twin, is_new=False)
    parent = _parent(article, post.parent)
    comment = moderation.receive(_store(article, post, parent, outcome, now), outcome)
    visitor_mail.ask_for_proof(comment, now=now)
    transaction.on_commit(partial(notices.queue, comment.pk), robust=True)
    return Taken(comment=comment, is_new=True)


def screen_edit(comment: Comment, text: str, *, network: str, now: dt.datetime) -> Outcome:
    """Screen the new ``text`` of a reader's ``comment`` on a live article.

    As the comment was screened, but without what limits the number of comments. ``network`` is
    the truncated network that it came from.
    """
    article = Article.objects.live().get(pk=comment.article_id)
    assert comment.commenter is not None
    post = Post(
        text=text,
        name=comment.name,
        email=comment.commenter.email,
        parent=comment.parent_id,
        honeypot="",
        seconds=None,
        origin=Origin.OWN,
        network=network,
        is_proven=comment.proven_at is not None,
    )
    holding = rules.for_article(article)
    return screening.screen(facts.gather_of_edit(article, post, holding, now=now))


@transaction.atomic
def reply_as_staff(to: Comment | Article, *, user: User, text: str) -> Comment:
    """Publish a comment of the staff at once: a reply, or one on an article of its own.

    It is the moderator's decision, and bears the badge and the full name. Raises ``NotTaken``
    where the comment that it answers is not public.
    """
    article = to if isinstance(to, Article) else to.article
    lock(article.pk)
    parent = None if isinstance(to, Article) else _parent(article, to.pk)
    _hold(parent)
    comment = Comment.objects.create(
        article=article,
        parent=parent,
        path=next_path(article, parent),
        user=user,
        name=(user.get_full_name() or user.get_username())[:LONGEST_NAME],
        created_at=timezone.now(),
    )
    outcome = Outcome(verdict=Verdict.HOLD, findings=(BY_STAFF,))
    revision = add_revision(comment, text, outcome, at=comment.created_at)
    moderation.receive(revision, outcome)
    return moderation.approve(comment, moderator=user)


def _parent(article: Article, pk: int | None) -> Comment | None:
    if pk is None:
        return None
    parent = article.comments.public().filter(pk=pk).first()
    if parent is None:
        raise NotTaken(str(NO_PARENT))
    return parent


def _hold(parent: Comment | None) -> None:
    """Lock what is answered before a version is raised, for which whoever decides on it may wait.

    The database looks it up at the commit. After the commenter, as erasure locks them.
    """
    if parent:
        list(Comment.objects.select_for_update(no_key=True).filter(pk=parent.pk))


def _store(
    article: Article, post: Post, parent: Comment | None, outcome: Outcome, now: dt.datetime
) -> CommentRevision:
    key = identity.email_key(post.email, settings.EMAIL_HASH_KEY)
    commenter, _ = Commenter.objects.update_or_create(
        email_key=key, defaults={"email": post.email, "erased_at": None}
    )
    _hold(parent)
    comment = Comment.objects.create(
        article=article,
        parent=parent,
        path=next_path(article, parent),
        commenter=commenter,
        name=post.name,
        created_at=now,
        proven_at=now if post.is_proven else None,
        network=networks.hashed(post.network, settings.SECRET_KEY, networks.fortnight(now)),
    )
    if post.wants_replies:
        Subscription.objects.create(comment=comment, created_at=now)
    return add_revision(comment, post.text, outcome, at=now)


def add_revision(
    comment: Comment, text: str, outcome: Outcome, *, number: int = 1, at: dt.datetime
) -> CommentRevision:
    """Store what was said, with the HTML made of it and all that screening found."""
    return CommentRevision.objects.create(
        comment=comment,
        number=number,
        text=text,
        html=markup.to_html(text),
        findings=[finding.as_json() for finding in outcome.findings],
        created_at=at,
    )


def next_path(article: Article, parent: Comment | None) -> str:
    """Return the next free place under ``parent``; the article's lock keeps it free."""
    base = threads.base_of_replies(parent.path) if parent else ""
    below = article.comments.filter(path__gt=base, path__lt=threads.end_of(base))
    last = below.order_by("-path").values_list("path", flat=True).first()
    return threads.next_path(base, last)
