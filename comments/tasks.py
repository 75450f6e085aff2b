from django.tasks import task
from django.utils import timezone

from . import notifications
from .models import Comment, Commenter, Decision, ReplyNotice


@task
def tell_moderators() -> None:
    """Tell who is due; look after mail about replies that a dead worker left behind, too."""
    again_at = notifications.tell_moderators()
    if again_at:
        tell_moderators.using(run_after=again_at).enqueue()
    for commenter_pk in ReplyNotice.objects.left_behind(timezone.now()):
        mail_replies.enqueue(commenter_pk)


@task
def tell_of_comment(comment_pk: int) -> int:
    return notifications.tell_of_comment(comment_pk)


@task
def mail_proof(comment_pk: int) -> None:
    """Mail the link that proves a comment, unless that was done or undone meanwhile."""
    waiting = Comment.objects.filter(pk=comment_pk, proven_at=None, deleted_at=None)
    for comment in waiting.exclude(commenter__email="").select_related("commenter"):
        notifications.send_proof(comment)


@task
def mail_link(commenter_pk: int) -> None:
    """Mail the link to a reader's own comments."""
    for commenter in Commenter.objects.filter(pk=commenter_pk).exclude(email=""):
        notifications.send_link(commenter)


@task
def mail_replies_to(commenter_pks: list[int]) -> None:
    """Leave each reader to a task of its own: one mail that fails keeps no other back."""
    for pk in commenter_pks:
        mail_replies.enqueue(pk)


@task
def mail_replies(commenter_pk: int) -> None:
    again_at = notifications.send_replies(commenter_pk)
    if again_at:
        mail_replies.using(run_after=again_at).enqueue(commenter_pk)


@task
def mail_outcomes(decision_pks: list[int]) -> None:
    """Leave each decision to a task of its own: one mail that fails keeps no other back."""
    for pk in decision_pks:
        mail_outcome.enqueue(pk)


@task
def mail_outcome(decision_pk: int) -> None:
    """Tell the author of a decision, unless it was undone or another followed."""
    for decision in Decision.objects.filter(pk=decision_pk):
        notifications.send_outcome(decision)
