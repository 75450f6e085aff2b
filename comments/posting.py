"""Taking a reader's comment: one transaction, after which it is kept whatever happens."""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from articles.models import Article
from articles.publishing import lock

from . import identity, markup, moderation, networks, notices, rules, screening, threads
from .models import Comment, Commenter, CommentRevision
from .origin import Origin

NO_PARENT = "The comment you reply to is no longer there. You can post yours as a new one."
SAME_POST = dt.timedelta(minutes=10)
SAME_TEXT = dt.timedelta(hours=24)


class NotTaken(Exception):
    """The comment was not kept; the message, for its author, says why and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """What a reader sent; ``parent`` is the key of the comment that it answers.

    ``network`` is the truncated network (see ``comments.networks``), '' where unknown;
    ``is_proven`` says that the browser holds a pass for this very address.
    """

    text: str
    name: str
    email: str
    parent: int | None
    honeypot: str
    seconds: int | None
    origin: Origin
    network: str = ""
    is_proven: bool = False
    wants_replies: bool = False


@transaction.atomic
def post(article: Article, post: Post) -> Comment:
    """Keep a comment on the live ``article``, screened; return it.

    The same post within ten minutes (a double click, the back button) returns the first comment
    and writes nothing. Raises ``NotTaken`` where comments are closed, what it answers is not
    public, the text stood here already today, or screening refuses it.
    """
    lock(article.pk)
    now = timezone.now()
    key = identity.email_key(post.email, settings.EMAIL_HASH_KEY)
    holding = rules.for_article(article)
    # Before anything else: otherwise a refused post could test whose comment an email is of.
    outcome = screening.screen(_submission(post, holding))
    if outcome.verdict == screening.Verdict.REFUSE:
        message = "This looked like it was sent by a program. Please press the button again."
        raise NotTaken(message)
    first = _same(article, post, key, since=now - SAME_TEXT)
    if first and first.created_at >= now - SAME_POST:
        return first
    _refuse(article, holding, now=now, is_repeat=first is not None)
    parent = _parent(article, post.parent)
    revision = _store(article, post, key, parent, outcome, now)
    comment = moderation.receive(revision, outcome)
    transaction.on_commit(notices.queue, robust=True)
    return comment


def _same(article: Article, post: Post, key: str, *, since: dt.datetime) -> Comment | None:
    """Return the newest comment of this author that says the same in the same place."""
    return (
        Comment.objects.filter(
            article=article,
            parent=post.parent,
            commenter__email_key=key,
            created_at__gte=since,
            revisions__number=1,
            revisions__text=post.text,
        )
        .order_by("-created_at")
        .first()
    )


def _refuse(article: Article, holding: rules.Rules, *, now: dt.datetime, is_repeat: bool) -> None:
    if not holding.accepts(article, now=now):
        message = (
            "Comments on this article are closed. Your text is below, so that you can copy it."
        )
        raise NotTaken(message)
    if is_repeat:
        message = "You said exactly this here already. Change it if there is something to add."
        raise NotTaken(message)


def _parent(article: Article, pk: int | None) -> Comment | None:
    if pk is None:
        return None
    parent = article.comments.public().filter(pk=pk).first()
    if parent is None:
        raise NotTaken(NO_PARENT)
    return parent


def _submission(post: Post, holding: rules.Rules) -> screening.Submission:
    return screening.Submission(
        text=post.text,
        honeypot=post.honeypot,
        seconds=post.seconds,
        origin=post.origin,
        mode=holding.mode,
        mode_policy=holding.policies["mode"],
        minimum_seconds=holding.minimum_seconds,
        minimum_seconds_policy=holding.policies["minimum_seconds"],
    )


def _store(
    article: Article,
    post: Post,
    key: str,
    parent: Comment | None,
    outcome: screening.Outcome,
    now: dt.datetime,
) -> CommentRevision:
    commenter, _ = Commenter.objects.update_or_create(
        email_key=key, defaults={"email": post.email, "erased_at": None}
    )
    comment = Comment.objects.create(
        article=article,
        parent=parent,
        path=_next_path(article, parent),
        commenter=commenter,
        name=post.name,
        created_at=now,
        proven_at=now if post.is_proven else None,
        network=networks.hashed(post.network, settings.SECRET_KEY, networks.fortnight(now)),
    )
    return CommentRevision.objects.create(
        comment=comment,
        text=post.text,
        html=markup.to_html(post.text),
        findings=[finding.as_json() for finding in outcome.findings],
        created_at=now,
    )


def _next_path(article: Article, parent: Comment | None) -> str:
    """Return the next free place under ``parent``; the article's lock keeps it free."""
    base = threads.base_of_replies(parent.path) if parent else ""
    below = article.comments.filter(path__gt=base, path__lt=threads.end_of(base))
    last = below.order_by("-path").values_list("path", flat=True).first()
    return threads.next_path(base, last)
