"""Who holds an office: no two at a time, unless it allows several."""

import datetime as dt
import math
from collections.abc import Collection, Iterator

from django.db import transaction

from .models import Office, Organization, Person, Tenure


class TenureOverlap(Exception):
    """Somebody holds the office at that time; the message says who, when, and what to do."""

    def __init__(self, tenure: Tenure, other: Tenure) -> None:
        super().__init__(
            f"{other.person} holds this office ({other.time_in_words or 'no dates given'}). End "
            "that tenure first, choose other dates, or let the office have several holders."
        )
        self.tenure = tenure


@transaction.atomic
def hold(*tenures: Tenure) -> None:
    """Save tenures together; whoever else changes those of the same offices waits.

    Raises ``TenureOverlap`` where two would hold one office at a time, and then saves none.
    """
    lock(tenures)
    for overlap in overlaps([one for one in tenures if not one.office.allows_several_holders]):
        raise overlap
    for tenure in tenures:
        tenure.save()


def lock(tenures: Collection[Tenure]) -> None:
    """Lock the offices of ``tenures`` and load them anew; to be called in a transaction."""
    keys = {one.office_id for one in tenures}
    offices = {
        office.pk: office
        for office in Office.objects.select_for_update(no_key=True)
        .order_by("pk")
        .filter(pk__in=keys)
    }
    for tenure in tenures:
        tenure.office = offices[tenure.office_id]


def overlaps(
    tenures: Collection[Tenure], *, without: Collection[Tenure] = ()
) -> Iterator[TenureOverlap]:
    """Find which of ``tenures``, if saved, would overlap with each other or with a stored one.

    ``without`` are stored ones that are to be deleted. Each tenure is named at most once.
    """
    known = {one.pk for one in (*tenures, *without) if one.pk}
    earlier: list[Tenure] = []
    for tenure in tenures:
        stored = Tenure.objects.filter(office_id=tenure.office_id).exclude(pk__in=known)
        beside = stored.overlapping(tenure.start_date, tenure.end_date).select_related("person")
        others = [other for other in earlier if _overlap(other, tenure)]
        if other := next(iter(others), None) or beside.first():
            yield TenureOverlap(tenure, other)
        earlier.append(tenure)


def _overlap(one: Tenure, other: Tenure) -> bool:
    """Do as ``TenureQuerySet.overlapping`` does, for two that are not stored yet."""
    return (
        one.office_id == other.office_id
        and (one.start_date or dt.date.min) < (other.end_date or dt.date.max)
        and (other.start_date or dt.date.min) < (one.end_date or dt.date.max)
    )


def title_on(person: Person, day: dt.date, organization: Organization | None = None) -> str:
    """Return the title that ``person`` held on ``day``; '' if none.

    Of several, the one in ``organization``, then the one nearest above or below it, then the one
    begun last.
    """
    held = person.tenures.on(day).select_related("office__organization")
    nearest = min(
        held, key=lambda one: _distance(one.office.organization, organization), default=None
    )
    return nearest.title if nearest else ""


def _distance(one: Organization, other: Organization | None) -> float:
    """Return the steps up or down between two; infinite where neither is above the other."""
    if other is None:
        return 0
    up, down = [one, *one.above()], [other, *other.above()]
    steps = [line.index(end) for line, end in ((up, other), (down, one)) if end in line]
    return min(steps, default=math.inf)
