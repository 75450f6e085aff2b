"""When moderators are told that comments wait: as often as each of them wants."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from . import tasks
from .models import ModeratorNotice, NoticePreference

EVERY = dt.timedelta(hours=1)
# A notice that did not go out so long after its time no longer keeps the next one back.
GRACE = dt.timedelta(hours=1)


@transaction.atomic
def queue(comment_pk: int | None = None) -> None:
    """See to it that a notice goes out, unless one is on its way by then.

    Moderators who want mail for each comment get it for ``comment_pk``, if it waits.
    """
    if comment_pk and NoticePreference.objects.filter(every=NoticePreference.Every.EACH).exists():
        tasks.tell_of_comment.enqueue(comment_pk)
    ModeratorNotice.objects.get_or_create(pk=1)
    notice = ModeratorNotice.objects.select_for_update().get(pk=1)
    now = timezone.now()
    wanted = max(now, notice.sent_at + EVERY) if notice.sent_at else now
    if notice.queued_until and now - GRACE < notice.queued_until <= wanted:
        return
    notice.queued_until = wanted
    notice.save(update_fields=["queued_until"])
    tasks.tell_moderators.using(run_after=wanted).enqueue()
