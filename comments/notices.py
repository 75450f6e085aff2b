"""When moderators are told that comments wait: as often as each of them wants."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from . import tasks
from .models import ModeratorNotice, NoticePreference

EVERY = dt.timedelta(hours=1)
# A notice that did not go out so long after its time no longer keeps the next one back.
GRACE = dt.timedelta(hours=1)


def queue(comment_pk: int | None = None) -> None:
    """See to it that a notice goes out, unless one is on its way by then.

    Moderators who want mail for each comment get it for ``comment_pk``, if it waits.
    """
    if comment_pk and NoticePreference.objects.filter(every=NoticePreference.Every.EACH).exists():
        tasks.tell_of_comment.enqueue(comment_pk)
    # A look first: where many post at once, a notice is on its way, and nothing is to be locked.
    notice = ModeratorNotice.objects.filter(pk=1).first()
    if notice is None or not _is_on_its_way(notice, timezone.now()):
        _queue()


@transaction.atomic
def _queue() -> None:
    ModeratorNotice.objects.get_or_create(pk=1)
    notice = ModeratorNotice.objects.select_for_update().get(pk=1)
    now = timezone.now()
    if _is_on_its_way(notice, now):
        return
    notice.queued_until = wanted = _wanted(notice, now)
    notice.save(update_fields=["queued_until"])
    tasks.tell_moderators.using(run_after=wanted).enqueue()


def _is_on_its_way(notice: ModeratorNotice, now: dt.datetime) -> bool:
    until = notice.queued_until
    return until is not None and now - GRACE < until <= _wanted(notice, now)


def _wanted(notice: ModeratorNotice, now: dt.datetime) -> dt.datetime:
    return max(now, notice.sent_at + EVERY) if notice.sent_at else now
