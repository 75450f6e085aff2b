"""An author wants mail about replies to a comment, or no more of it."""

from django.db import transaction
from django.utils import timezone

from .models import Comment, Subscription


@transaction.atomic
def tell(comment: Comment, *, wanted: bool) -> None:
    """Turn mail about replies on or off; again changes nothing.

    Not on for a comment that its author took back.
    """
    comment = Comment.objects.select_for_update().get(pk=comment.pk)
    subscriptions = Subscription.objects.filter(comment=comment)
    now = timezone.now()
    if not wanted:
        subscriptions.filter(ended_at=None).update(ended_at=now)
    elif comment.deleted_at is None:
        Subscription.objects.update_or_create(
            comment=comment, defaults={"ended_at": None}, create_defaults={"created_at": now}
        )
