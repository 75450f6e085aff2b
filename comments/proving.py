"""What the holder of an address says about a comment that was sent with it: mine, or not mine."""

from django.db import transaction
from django.utils import timezone

from articles.models import Article

from . import moderation, rules
from .models import Ban, Comment, Policy, Report

PROVEN, DISOWNED = "proven", "disowned"


@transaction.atomic
def prove(comment: Comment) -> Comment:
    """Note that the comment's author proved the address; the first time counts.

    A comment that waited only because its author was new is shown where, by this, the author
    no longer is.
    """
    comment = Comment.objects.select_for_update().get(pk=comment.pk)
    if comment.proven_at:
        return comment
    comment.proven_at = timezone.now()
    comment.save(update_fields=["proven_at"])
    if _is_newness_all(comment) and _is_trusted(comment):
        return moderation.decide_by_check(comment, to=Comment.Status.APPROVED, check_name=PROVEN)
    return comment


@transaction.atomic
def disown(comment: Comment) -> None:
    """Act on the address's holder saying that somebody else wrote the comment.

    One that waits is removed. One that readers see comes back to the desk, with a report: the
    link that lets one say so may have been passed on. A proven one stays as it is.
    """
    comment = Comment.objects.select_for_update().get(pk=comment.pk)
    if comment.proven_at:
        return
    if comment.status == Comment.Status.PENDING:
        removed = Comment.Status.REMOVED
        moderation.decide_by_check(comment, to=removed, check_name=DISOWNED)
    elif comment.is_public:
        _report(comment)


def _report(comment: Comment) -> None:
    assert comment.commenter is not None
    now = timezone.now()
    _, is_first = Report.objects.open().get_or_create(
        comment=comment,
        reporter=comment.commenter.email_key,
        defaults={
            "reason": Report.Reason.OTHER,
            "details": "The holder of the email address says that somebody else wrote this.",
            "at": now,
        },
    )
    if is_first:
        moderation.bring_back(comment, at=now)


def _is_newness_all(comment: Comment) -> bool:
    """Tell whether the comment waits for no other reason than that its author was new."""
    revision = comment.newest_revision()
    held_by = [finding["check"] for finding in revision.findings if finding["verdict"] != "pass"]
    return comment.status == Comment.Status.PENDING and set(held_by) == {"new_author"}


def _is_trusted(comment: Comment) -> bool:
    """Tell whether the policy lets the author's comments through, now that this is proven."""
    article = Article.objects.live().filter(pk=comment.article_id).first()
    if article is None:
        return False
    holding = rules.for_article(article)
    author = comment.commenter_id
    approved = Comment.objects.public().filter(commenter=author, proven_at__isnull=False)
    is_banned = Ban.objects.in_force(timezone.now()).filter(commenter=author).exists()
    return (
        holding.mode == Policy.Mode.NEW_HELD
        and approved.count() >= holding.trusted_after
        and not is_banned
    )
