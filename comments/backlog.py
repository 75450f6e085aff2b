"""Whether readers are told that moderation takes long: when the oldest comment waits too long.

The flag is stored, so that a kept page can say it. It is raised by the schedule (``next_moment``
and ``look``), lowered by the decision that clears the last old comment, and each flip raises the
version of the site. Two that look at once may leave it a little behind; the next look mends it.
"""

import datetime as dt

from django.db import transaction

from masthead import versions

from .models import Backlog, Comment, Policy
from .models.policy import DEFAULTS


def is_slow() -> bool:
    return Backlog.objects.filter(pk=1, is_slow=True).exists()


def next_moment() -> dt.datetime | None:
    """Return when moderation becomes slow if nobody decides until then."""
    return None if is_slow() else _slow_from()


@transaction.atomic
def look(now: dt.datetime) -> None:
    """Set the flag by what waits ``now`` (aware); the caller changes nothing after it."""
    slow_from = _slow_from()
    _set(is_slow_now=slow_from is not None and slow_from <= now)


def clear(now: dt.datetime) -> None:
    """Lower the flag, if it is up, where nothing old waits ``now`` any more; runs in a transaction.

    For after a decision, which can only shorten what waits.
    """
    if is_slow():
        look(now)


def _slow_from() -> dt.datetime | None:
    hours = _hours()
    oldest = Comment.objects.pending().order_by("created_at", "pk").values_list("created_at")
    first = oldest.first() if hours else None
    return first[0] + dt.timedelta(hours=hours) if first else None


def _hours() -> int:
    """Return after how many hours moderation is slow; 0: never."""
    site = Policy.objects.filter(article=None, section=None).order_by("-pk")
    stated = site.values_list("slow_after_hours", flat=True).first()
    return int(DEFAULTS["slow_after_hours"]) if stated is None else stated


def _set(*, is_slow_now: bool) -> None:
    if is_slow() == is_slow_now:
        return
    # First, as in every transaction that raises this version: no two wait for each other.
    versions.bump(versions.SITE)
    Backlog.objects.update_or_create(pk=1, defaults={"is_slow": is_slow_now})
