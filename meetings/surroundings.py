"""Which places lie in which: at most three steps from the largest to the smallest."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import reduce
from operator import or_

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from .models import Place
from .paging import Some, some

_LARGEST_FIRST = list(reversed(Place.Kind.values))
_AROUND = ("parent", "parent__parent", "parent__parent__parent")


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """A place and, in the same way, what lies right in it."""

    place: Place
    branches: list["Branch"] = field(default_factory=list)


def is_inside(places: Iterable[Place]) -> Q:
    keys = [place.pk for place in places]
    return reduce(or_, (Q(**{f"{steps}__in": keys}) for steps in _AROUND))


def inside(known: QuerySet[Place], places: Iterable[Place], most: int) -> Some[Place]:
    """Return what of ``known`` lies in ``places``, the largest first, by one query."""
    kinds = [When(kind=kind, then=Value(rank)) for rank, kind in enumerate(_LARGEST_FIRST)]
    by_size = known.filter(is_inside(places)).annotate(
        size=Case(*kinds, output_field=IntegerField())
    )
    return some(by_size.order_by("size", "name", "pk")[: most + 1], most)


def tree(places: Iterable[Place], within: Iterable[Place]) -> list[Branch]:
    """Return ``places`` with what of ``within`` lies in each, the largest of which comes first."""
    by_parent: defaultdict[int | None, list[Place]] = defaultdict(list)
    for place in within:
        by_parent[place.parent_id].append(place)
    return [_branch(place, by_parent) for place in places]


def _branch(place: Place, by_parent: dict[int | None, list[Place]]) -> Branch:
    # No place lies in itself (Place.clean), so that this ends.
    return Branch(
        place=place, branches=[_branch(one, by_parent) for one in by_parent.get(place.pk, [])]
    )
