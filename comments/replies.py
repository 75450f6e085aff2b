"""Who is told by mail of which reply, and how that ends.

The mail itself goes out later and tells only of replies that are still public by then.
"""

import datetime as dt
from collections.abc import Sequence
from functools import partial

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from . import tasks
from .models import Comment, Commenter, Decision, ReplyNotice, Subscription

# So long a moderator may take an approval back before anybody is told.
PATIENCE = dt.timedelta(minutes=5)


def note(decisions: Sequence[Decision]) -> None:
    """Note whom to tell of what the ``decisions`` made public, in the same transaction.

    Told is, once of each, whoever proved the address of the comment replied to and wants it.
    """
    newly_public = [decision.comment_id for decision in decisions if _publishes(decision)]
    if newly_public:
        _note(newly_public, timezone.now())


def _publishes(decision: Decision) -> bool:
    approved = Comment.Status.APPROVED
    return decision.to_status == approved and decision.from_status != approved


def _note(newly_public: Sequence[int], now: dt.datetime) -> None:
    replies = Comment.objects.filter(
        pk__in=newly_public,
        parent__proven_at__isnull=False,
        parent__subscription__isnull=False,
        parent__subscription__ended_at=None,
    ).exclude(commenter=F("parent__commenter"))
    found = replies.values_list("pk", "parent__subscription", "parent__commenter")
    ReplyNotice.objects.bulk_create(
        [
            ReplyNotice(reply_id=reply, subscription_id=subscription, created_at=now)
            for reply, subscription, _ in found
        ],
        ignore_conflicts=True,
    )
    readers = sorted({commenter for *_, commenter in found})
    if readers:
        later = tasks.mail_replies_to.using(run_after=now + PATIENCE)
        transaction.on_commit(partial(later.enqueue, readers), robust=True)


def end(commenter: Commenter) -> None:
    """End all mail about replies to the commenter's address; again changes nothing."""
    going_on = Subscription.objects.filter(comment__commenter=commenter, ended_at=None)
    going_on.update(ended_at=timezone.now())
