"""A moment as readers are told it. Pure."""

import datetime as dt

from django.utils.formats import date_format


def with_zone(local: dt.datetime) -> str:
    """Return ``March 28, 2019, 14:05 UTC``; a zone without letters is told as ``UTC-03``.

    ``local`` (aware) is in the zone to be told.
    """
    zone = local.tzname() or ""
    prefix = "" if zone.isalpha() else "UTC"
    return f"{date_format(local, 'DATETIME_FORMAT')} {prefix}{zone}"
