"""What search knows of the record: public meetings with whom they name, and people.

Of people it knows everybody; whom readers see is asked when somebody is found.
"""

from collections.abc import Iterable
from itertools import batched

from django.db.models import Q, QuerySet

from masthead import indexing
from masthead.indexing import Finding
from masthead.models import SearchEntry

from .models import Meeting, Office, Organization, Person, Place

MEETING, PERSON = SearchEntry.Kind.MEETING, SearchEntry.Kind.PERSON
LOADED_OF_MEETINGS = (
    "agenda",
    "outcomes",
    "delegations__organization",
    "participations__person",
    "place__parent__parent__parent",
)
LOADED_OF_PEOPLE = ("other_names", "tenures__office__organization")
BATCH = 500
_INSIDE = ("place", "place__parent", "place__parent__parent", "place__parent__parent__parent")


def index_meetings(meetings: QuerySet[Meeting]) -> None:
    """Let the public ones be found as they now are, and the others not."""
    for keys in batched(meetings.order_by().values_list("pk", flat=True), BATCH, strict=False):
        found = of_meetings(Meeting.objects.public().filter(pk__in=keys))
        indexing.put(found)
        forget_meetings(set(keys).difference(one.key for one in found))


def index_people(people: QuerySet[Person]) -> None:
    """Let them be found by their present names and offices."""
    for keys in batched(people.order_by().values_list("pk", flat=True), BATCH, strict=False):
        indexing.put(of_people(Person.objects.filter(pk__in=keys)))


def index_person(person: Person) -> None:
    """Let a person, and the meetings that name them, be found by the present name."""
    index_people(Person.objects.filter(pk=person.pk))
    named = Meeting.objects.filter(participations__person=person)
    index_meetings(named.distinct())


def index_office(office: Office) -> None:
    """Let its holders be found by the title it now has."""
    index_people(Person.objects.filter(tenures__office=office).distinct())


def index_organization(organization: Organization) -> None:
    """Let what names the organisation be found by its present name."""
    index_people(Person.objects.filter(tenures__office__organization=organization).distinct())
    index_meetings(Meeting.objects.filter(delegations__organization=organization))


def index_place(place: Place) -> None:
    """Let the meetings that took place there be found by its present name."""
    is_inside = Q()
    for path in _INSIDE:
        is_inside |= Q(**{path: place})
    index_meetings(Meeting.objects.filter(is_inside))


def forget_meetings(keys: Iterable[int]) -> None:
    indexing.drop(MEETING, keys)


def forget_people(keys: Iterable[int]) -> None:
    indexing.drop(PERSON, keys)


def of_meetings(meetings: QuerySet[Meeting]) -> list[Finding]:
    """Return what is found of meetings, which are public, by a fixed number of queries."""
    return [_of_meeting(one) for one in meetings.prefetch_related(*LOADED_OF_MEETINGS)]


def of_people(people: QuerySet[Person]) -> list[Finding]:
    """Return what is found of people, by a fixed number of queries."""
    return [_of_person(one) for one in people.prefetch_related(*LOADED_OF_PEOPLE)]


def _of_meeting(meeting: Meeting) -> Finding:
    people = [f"{one} {one.title}" for one in meeting.participations.all()]
    sides = [
        f"{one.organization.name} {one.organization.short_name}"
        for one in meeting.delegations.all()
    ]
    where = meeting.place.full_name if meeting.place else ""
    first, last = meeting.earliest, meeting.latest or meeting.earliest
    years = range(first.year, last.year + 1) if first and last else ()
    return Finding(
        kind=MEETING,
        key=meeting.pk,
        moment=meeting.earliest,
        title=meeting.name,
        lead=" ".join([where, *people, *sides]),
        text=" ".join(
            [
                meeting.summary,
                *(item.text for item in meeting.agenda.all()),
                *(outcome.text for outcome in meeting.outcomes.all()),
            ]
        ),
        marks=(*(f"y={year}" for year in years), f"m={meeting.pk}"),
    )


def _of_person(person: Person) -> Finding:
    names = [other.name for other in person.other_names.all()]
    offices = [
        f"{tenure.office.title} {tenure.office.organization.name}"
        for tenure in person.tenures.all()
    ]
    return Finding(
        kind=PERSON,
        key=person.pk,
        moment=None,
        title=person.name,
        lead=" ".join([*names, *offices]),
        text=person.description,
        marks=(f"p={person.pk}",),
    )
