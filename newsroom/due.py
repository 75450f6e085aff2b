"""What is due at a set time is carried out once, by whoever comes first: a request or ``serve``."""

import datetime as dt
import logging
import threading
from collections.abc import Callable

from django.db import DatabaseError, close_old_connections, transaction
from django.utils import timezone

from articles import publishing
from masthead.models import Publication

type NextMoment = Callable[[], dt.datetime | None]
type CarryOut = Callable[[dt.datetime], object]

# When each kind of schedule is next due, and what carries out all of it that is due by a time.
SCHEDULES: tuple[tuple[NextMoment, CarryOut], ...] = (
    (publishing.next_due, publishing.publish_due),
)
SECONDS_BETWEEN_LOOKS = 5

logger = logging.getLogger(__name__)


def is_due(now: dt.datetime) -> bool:
    return Publication.objects.filter(next_due_at__lte=now).exists()


@transaction.atomic
def carry_out(now: dt.datetime) -> None:
    """Carry out whatever is due by ``now`` (aware) and note when something is due next.

    Locks the publication's row: of two processes, the second finds nothing left to do.
    """
    due = Publication.objects.select_for_update().filter(next_due_at__lte=now)
    if not due:
        return
    for _, carry_out_one in SCHEDULES:
        carry_out_one(now)
    moments = [moment for next_moment, _ in SCHEDULES if (moment := next_moment())]
    Publication.objects.update(next_due_at=min(moments, default=None))


def watch(stopped: threading.Event) -> None:
    """Look every few seconds until ``stopped`` is set, so that nothing waits for a request."""
    while not stopped.wait(SECONDS_BETWEEN_LOOKS):
        close_old_connections()
        try:
            now = timezone.now()
            if is_due(now):
                carry_out(now)
        except DatabaseError:
            logger.exception("What is due could not be carried out; the next look will try again.")
