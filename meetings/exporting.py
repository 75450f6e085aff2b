"""Loads what ``describing`` tells: all of it public, by a fixed number of queries a batch.

What is given to these functions is public already; those of its parts that readers may not see
are ``None`` or are not there.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from .models import (
    Agreement,
    AgreementParty,
    AgreementStep,
    Delegation,
    Meeting,
    Organization,
    Outcome,
    Person,
    Place,
)
from .models.agreement import AgreementQuerySet
from .models.meeting import MeetingQuerySet

A_BATCH = 200


def meetings(found: MeetingQuerySet) -> MeetingQuerySet:
    return (
        found.with_sides()
        .select_related("host")
        .prefetch_related(
            "agenda",
            Prefetch("parent", Meeting.objects.public()),
            Prefetch("outcomes", Outcome.objects.with_agreements(None)),
            Prefetch("agreement_steps", AgreementStep.objects.select_related("agreement")),
        )
    )


def people(found: QuerySet[Person]) -> QuerySet[Person]:
    return found.prefetch_related("other_names", "tenures__office__organization")


def employers(people: Iterable[Person], *, named: QuerySet[Organization]) -> set[int]:
    """Return the keys of the organisations in which ``people`` held offices, if ``named``."""
    held = {tenure.office.organization_id for one in people for tenure in one.tenures.all()}
    return set(named.filter(pk__in=held).values_list("pk", flat=True))


def organizations(
    found: QuerySet[Organization], *, named: QuerySet[Organization]
) -> QuerySet[Organization]:
    """Load organisations; what they are part of only if it is ``named``."""
    return found.prefetch_related(
        "other_names",
        Prefetch("parent", named),
        Prefetch("country", Place.objects.visible_to(None)),
    )


def places(found: QuerySet[Place]) -> QuerySet[Place]:
    """Load places; what is around a public one is public, too."""
    return found.select_related("parent")


def agreements(found: AgreementQuerySet) -> AgreementQuerySet:
    return found.with_life(None)


def in_record() -> QuerySet[Organization]:
    """Return the organisations that public meetings, or the agreements made there, name."""
    public = Meeting.objects.public()
    agreements = Agreement.objects.visible_to(None)
    return Organization.objects.filter(
        Q(pk__in=Delegation.objects.filter(meeting__in=public).values("organization"))
        | Q(pk__in=public.filter(host__isnull=False).values("host"))
        | Q(pk__in=AgreementParty.objects.filter(agreement__in=agreements).values("organization"))
    )


def batches[Found: QuerySet[Any]](found: Found) -> Iterator[Found]:
    """Cut what is found into pieces, in the order of keys; each is read when it is asked for.

    A row that is there from beginning to end is in one piece, whatever changes meanwhile.
    """
    last: int | None = 0
    while last is not None:
        keys = list(found.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:A_BATCH])
        if keys:
            yield found.filter(pk__in=keys).order_by("pk")
        last = keys[-1] if len(keys) == A_BATCH else None
