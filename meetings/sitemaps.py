"""What of the record is in the sitemaps."""

from django.db.models import QuerySet

from masthead.sitemaps import Kind, Log

from .models import Agreement, Meeting, Place


def _meetings() -> QuerySet[Meeting]:
    return Meeting.objects.public().only("slug", "changed_at")


def _places() -> QuerySet[Place]:
    return Place.objects.visible_to(None).only("slug")


def _agreements() -> QuerySet[Agreement]:
    return Agreement.objects.visible_to(None).only("slug")


KINDS = (
    Kind(
        name="meetings",
        rows=_meetings,
        changed="changed_at",
        log=Log(rows=_meetings, at="changed_at", newest_first="-changed_at"),
    ),
    Kind(name="places", rows=_places),
    Kind(name="agreements", rows=_agreements),
)
