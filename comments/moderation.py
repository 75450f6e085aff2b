"""The only writer of a comment's status and of the revision that readers see.

Every change locks the comment, writes the named columns, appends a ``Decision`` and, where
readers will see a difference, raises the versions of the pages that show it.
"""

from django.db import transaction
from django.utils import timezone

from masthead import versions
from masthead.models import User

from .models import Comment, CommentRevision, Decision
from .screening import Outcome, Verdict

Status = Comment.Status

_STATUS_OF_VERDICT = {
    Verdict.PASS: Status.APPROVED,
    Verdict.HOLD: Status.PENDING,
    Verdict.SPAM: Status.SPAM,
}


def approve(comment: Comment, *, moderator: User, reason: str = "") -> Comment:
    """Show the comment's newest revision to readers."""
    return decide(comment, to=Status.APPROVED, moderator=moderator, reason=reason)


def reject(comment: Comment, *, moderator: User, reason: str = "") -> Comment:
    return decide(comment, to=Status.REJECTED, moderator=moderator, reason=reason)


def mark_spam(comment: Comment, *, moderator: User, reason: str = "") -> Comment:
    return decide(comment, to=Status.SPAM, moderator=moderator, reason=reason)


def remove(comment: Comment, *, moderator: User, reason: str = "") -> Comment:
    """Take a comment that was public from readers; nothing is deleted."""
    return decide(comment, to=Status.REMOVED, moderator=moderator, reason=reason)


@transaction.atomic
def receive(revision: CommentRevision, outcome: Outcome) -> Comment:
    """Give a comment that was just stored the status that screening gave it, and log that."""
    comment = revision.comment
    return _write(
        comment,
        revision,
        Decision(
            check_name=outcome.deciding_check,
            from_status="",
            to_status=_STATUS_OF_VERDICT[outcome.verdict],
        ),
    )


@transaction.atomic
def decide(comment: Comment, *, to: str, moderator: User, reason: str = "") -> Comment:
    """Give the comment the status ``to``; any may follow any other.

    Returns the comment as it now is. Deciding again what is decided already changes nothing, so
    that two moderators at once leave one decision.
    """
    comment = Comment.objects.select_for_update().get(pk=comment.pk)
    revision = comment.revisions.order_by("-number")[0]
    shows_it = to != Status.APPROVED or comment.shown_id == revision.pk
    if comment.status == to and shows_it:
        return comment
    decision = Decision(
        moderator=moderator, from_status=comment.status, to_status=to, reason=reason
    )
    return _write(comment, revision, decision)


def _write(comment: Comment, revision: CommentRevision, decision: Decision) -> Comment:
    comment.status = decision.to_status
    if comment.status == Status.APPROVED:
        comment.shown = revision
    comment.save(update_fields=["status", "shown"])
    decision.comment, decision.revision, decision.at = comment, revision, timezone.now()
    decision.save()
    if Status.APPROVED in {decision.from_status, decision.to_status}:
        versions.bump(versions.COMMENTS, versions.article_key(comment.article_id))
    return comment
