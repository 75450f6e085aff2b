"""What is due at a set time is carried out once, by whoever comes first: a request or ``serve``."""

import datetime as dt
import logging
import threading
from collections.abc import Callable

from django.db import DatabaseError, close_old_connections, transaction
from django.db.models import Q
from django.utils import timezone

from articles import front, publishing
from comments import backlog, closing, forgetting
from masthead.models import Publication

type NextMoment = Callable[[], dt.datetime | None]
type CarryOut = Callable[[dt.datetime], object]

# When each kind of schedule is next due, and what carries out all of it that is due by a time.
SCHEDULES: tuple[tuple[NextMoment, CarryOut], ...] = (
    (publishing.next_due, publishing.publish_due),
    (front.next_end, front.clear),
    (closing.next_moment, closing.carry_out),
    (backlog.next_moment, backlog.look),
    (forgetting.next_run, forgetting.send_worker),
)
SECONDS_BETWEEN_LOOKS = 5

logger = logging.getLogger(__name__)


def is_due(now: dt.datetime) -> bool:
    return Publication.objects.filter(_due(now)).exists()


@transaction.atomic
def carry_out(now: dt.datetime) -> None:
    """Carry out whatever is due by ``now`` (aware) and note when something is due next.

    That is soon in any case, as not all that makes something due tells of it: a comment that is
    posted, a policy. Locks the publication's row: of two processes, the second finds nothing left
    to do.
    """
    due = Publication.objects.select_for_update().filter(_due(now))
    if not due:
        return
    for _, carry_out_one in SCHEDULES:
        carry_out_one(now)
    moments = [moment for next_moment, _ in SCHEDULES if (moment := next_moment())]
    Publication.objects.update(next_due_at=min([*moments, now + closing.LOOKS_EVERY]))


def _due(now: dt.datetime) -> Q:
    """Return what is true of a publication with something to do, or that never looked."""
    return Q(next_due_at=None) | Q(next_due_at__lte=now)


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
