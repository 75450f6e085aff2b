"""Days that are over: their numbers are counted once, and anew when something of them changes.

What changes the number of an earlier day raises that day's version, in the same transaction.
"""

import datetime as dt
from collections.abc import Iterable

from django.utils import timezone

# So long after midnight nothing is written any more that began before.
GRACE = dt.timedelta(hours=1)


def version_of(day: dt.date) -> str:
    """Return the name of the day's version."""
    return f"day:{day.isoformat()}"


def is_over(day: dt.date, now: dt.datetime) -> bool:
    """Tell whether a day of the paper's zone is over by now, whatever is still being written."""
    return day < timezone.localdate(now - GRACE)


def earlier(moments: Iterable[dt.datetime], now: dt.datetime) -> set[str]:
    """Return the names of the versions of the days before today on which the ``moments`` were."""
    today = timezone.localdate(now)
    return {version_of(day) for day in map(timezone.localdate, moments) if day < today}
