"""A reader's own comments, with what became of each and what may be done with it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from articles.models import Article

from . import editing, reasons, rules
from .models import Comment, Commenter, CommentRevision, Decision

A_PAGE = 50
Status = Comment.Status

_STATES = {
    Status.PENDING: gettext_lazy("Waits for a moderator"),
    Status.APPROVED: gettext_lazy("Public"),
    Status.REJECTED: gettext_lazy("Not shown"),
    Status.SPAM: gettext_lazy("Not shown: taken for spam"),
    Status.REMOVED: gettext_lazy("Taken down"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """One of the reader's comments; ``html`` is its newest text, ``article`` None if not live.

    ``why`` is a moderator's reason, in a sentence, '' where there is none to tell.
    """

    comment: Comment
    article: Article | None
    html: str
    state: str
    why: str
    editable_until: dt.datetime | None
    is_told_of_replies: bool
    may_be_told_of_replies: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    owns: Sequence[Own]
    after: int | None  # The key after which the next page begins; None on the last one.


def read(commenter: Commenter, *, after: int | None = None) -> Page:
    """Return a page of the reader's comments, newest first: those before the key ``after``."""
    comments = Comment.objects.filter(commenter=commenter).order_by("-pk")
    if after is not None:
        comments = comments.filter(pk__lt=after)
    found = list(
        comments.select_related("subscription").prefetch_related(
            Prefetch("revisions", CommentRevision.objects.order_by("number")),
            Prefetch("decisions", Decision.objects.order_by("pk")),
        )[: A_PAGE + 1]
    )
    page = found[:A_PAGE]
    live = Article.objects.live().in_bulk({comment.article_id for comment in page})
    holding = rules.for_articles(live.values())
    return Page(
        owns=[
            _own(comment, live.get(comment.article_id), holding.get(comment.article_id))
            for comment in page
        ],
        after=page[-1].pk if len(found) > A_PAGE else None,
    )


def _own(comment: Comment, article: Article | None, holding: rules.Rules | None) -> Own:
    subscription = getattr(comment, "subscription", None)
    is_open = comment.status in {Status.PENDING, Status.APPROVED}
    newest = list(comment.revisions.all())[-1]
    return Own(
        comment=comment,
        article=article,
        html=newest.html,
        state=_state(comment, newest),
        why=_why(comment, newest),
        editable_until=_editable_until(comment, holding),
        is_told_of_replies=subscription is not None and subscription.ended_at is None,
        may_be_told_of_replies=is_open and comment.proven_at is not None,
    )


def _state(comment: Comment, newest: CommentRevision) -> str:
    if comment.deleted_at:
        return gettext("Deleted by you")
    if comment.edit_waits:
        return gettext("Public; your edit waits for a moderator")
    if comment.is_public and comment.shown_id != newest.pk:
        return gettext("Public, without your last edit")
    return str(_STATES[Status(comment.status)])


def _why(comment: Comment, newest: CommentRevision) -> str:
    is_edit_refused = comment.is_public and not comment.edit_waits and comment.shown_id != newest.pk
    is_refused = comment.status in {Status.REJECTED, Status.REMOVED} and not comment.deleted_at
    if not (is_edit_refused or is_refused):
        return ""
    made_it_so = [
        decision
        for decision in comment.decisions.all()
        if decision.moderator_id
        and decision.to_status == comment.status
        and (decision.from_edit_waits or not is_edit_refused)
    ]
    return reasons.to_author(made_it_so[-1].reason) if made_it_so else ""


def _editable_until(comment: Comment, holding: rules.Rules | None) -> dt.datetime | None:
    until = editing.editable_until(comment, holding) if holding else None
    return until if until and until > timezone.now() else None
