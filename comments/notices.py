"""When moderators are told that comments wait: at once, but at most once an hour."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from . import tasks
from .models import ModeratorNotice

EVERY = dt.timedelta(hours=1)
# A notice that did not go out so long after its time no longer keeps the next one back.
GRACE = dt.timedelta(hours=1)


@transaction.atomic
def queue() -> None:
    """See to it that a notice goes out, unless one is on its way."""
    ModeratorNotice.objects.get_or_create(pk=1)
    notice = ModeratorNotice.objects.select_for_update().get(pk=1)
    now = timezone.now()
    if notice.queued_until and notice.queued_until > now - GRACE:
        return
    notice.queued_until = max(now, notice.sent_at + EVERY) if notice.sent_at else now
    notice.save(update_fields=["queued_until"])
    tasks.tell_moderators.using(run_after=notice.queued_until).enqueue()
