"""When comments close by themselves, some days after an article was published.

What closes is decided by ``rules`` whenever it is asked; here is only found *when* that next
happens, so that kept pages are made anew. The numbers of days of all policies are applied to all
articles: a moment too many costs one look, and none is missed.
"""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from articles.models import Edition
from masthead import versions
from masthead.models import Publication

from .models import Policy

# What is due is looked up at least so often (see newsroom.due), so nothing older is left over.
LOOKS_EVERY = dt.timedelta(hours=1)


def next_moment() -> dt.datetime | None:
    """Return the next moment at which the comments of an article close, at the earliest."""
    now = timezone.now()
    moments = []
    for age in _ages():
        published = Edition.objects.published().filter(displayed_at__gt=now - age)
        first = published.order_by("displayed_at").values_list("displayed_at", flat=True).first()
        if first:
            moments.append(first + age)
    return min(moments, default=None)


@transaction.atomic
def carry_out(now: dt.datetime) -> None:
    """Raise the site's version where comments closed since the schedule was last carried out.

    The site's and not each article's: publishing, in the same transaction, may have raised the
    site's already, and those of articles come before it (see ``versions.bump``).
    """
    planned = Publication.objects.values_list("next_due_at", flat=True).first() or now
    since = min(planned, now) - LOOKS_EVERY
    published = Edition.objects.published()
    if any(
        published.filter(displayed_at__gt=since - age, displayed_at__lte=now - age).exists()
        for age in _ages()
    ):
        versions.bump(versions.SITE)


def _ages() -> list[dt.timedelta]:
    """Return the different ages at which policies close comments."""
    days = Policy.objects.filter(closes_after_days__gt=0).order_by("closes_after_days")
    numbers = days.values_list("closes_after_days", flat=True).distinct()
    return [dt.timedelta(days=number) for number in numbers if number]
