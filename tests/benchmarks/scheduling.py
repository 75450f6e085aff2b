"""The site's side of ``scheduled``: articles that are to come out within seconds."""

import datetime as dt
import secrets

from django.utils import timezone

from articles import publishing
from articles.models import Section


def schedule(moments: int, *, first_in: float, apart: float) -> dict[str, float]:
    """Schedule an article for each moment; return when each is to come out, by its address.

    Times are seconds since 1970, and from now on.
    """
    section, run = Section.objects.order_by("pk")[0], secrets.token_hex(4)
    start = timezone.now() + dt.timedelta(seconds=first_in)
    found = {}
    for number in range(moments):
        at = start + dt.timedelta(seconds=number * apart)
        draft = publishing.start(
            slug=f"scheduled-{run}-{number}",
            by=None,
            headline=f"What comes out at moment {number} of {run}",
            body="<p>As it was scheduled.</p>",
            section=section,
        )
        edition = publishing.schedule(draft, by=None, publish_at=at)
        found[edition.article.get_absolute_url()] = at.timestamp()
    return found
