"""Mail that somebody who proved nothing causes: at most three a day to one address.

Else the form would be a way to flood a stranger's mailbox.
"""

import datetime as dt
from functools import partial

from django.db import transaction

from . import tasks
from .models import Comment, Commenter, VisitorMail

MOST_A_DAY = 3
DAY = dt.timedelta(hours=24)


@transaction.atomic
def allow(email_key: str, *, now: dt.datetime) -> bool:
    """Count a mail to the commenter with ``email_key`` and tell whether it may go out.

    The commenter's lock, held until the outermost transaction ends, keeps the count true.
    """
    list(Commenter.objects.select_for_update().filter(email_key=email_key))
    recent = VisitorMail.objects.filter(email_key=email_key, at__gt=now - DAY)
    if recent.count() >= MOST_A_DAY:
        return False
    VisitorMail.objects.create(email_key=email_key, at=now)
    return True


def ask_for_proof(comment: Comment, *, now: dt.datetime) -> None:
    """Mail the reader who wrote ``comment`` the link that proves it, once this is committed.

    Over the day's number it is silently not sent, nor for what was taken for spam.
    """
    assert comment.commenter is not None
    if comment.proven_at or comment.status == Comment.Status.SPAM:
        return
    if allow(comment.commenter.email_key, now=now):
        transaction.on_commit(partial(tasks.mail_proof.enqueue, comment.pk), robust=True)
