"""By what readers narrow the list of meetings, and which values the public record has for it."""

from dataclasses import dataclass

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Cast, Substr
from django.utils.text import slugify

from .models import Delegation, Meeting, Organization, Participation, Person, Place
from .models.meeting import MeetingQuerySet

# More people than this are not listed to choose from, but searched by name.
MOST_PEOPLE = 100
_INSIDE = ("", "parent__", "parent__parent__", "parent__parent__parent__")


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """The values that public meetings have, each with what it is called."""

    countries: list[tuple[str, str]]
    people: list[tuple[str, str]] | None
    formats: list[str]
    years: list[str]


def choices() -> Choices:
    public = Meeting.objects.public().order_by()
    year = Substr(Cast("earliest", CharField()), 1, 4)
    years = public.filter(earliest__isnull=False).annotate(year=year).values_list("year", flat=True)
    return Choices(
        countries=_countries(),
        people=_people(),
        formats=list(public.values_list("format", flat=True).distinct()),
        years=sorted(years.distinct(), reverse=True),
    )


def _countries() -> list[tuple[str, str]]:
    """Return those that sent a delegation to a public meeting, or in which one took place."""
    seated = Delegation.objects.filter(organization=OuterRef("pk"), meeting__is_public=True)
    sent = Organization.objects.filter(Exists(seated)).values("country")
    here = Place.objects.filter(Exists(Meeting.objects.public().filter(place=OuterRef("pk"))))
    inside = [Q(pk__in=here.values(f"{steps}pk")) for steps in _INSIDE]
    is_named = Q(pk__in=sent)
    for one in inside:
        is_named |= one
    named = Place.objects.filter(is_named, kind=Place.Kind.COUNTRY)
    return list(named.order_by("name").values_list("slug", "name"))


def _people() -> list[tuple[str, str]] | None:
    """Return whom public meetings name, by their sorting names; ``None`` where they are many."""
    met = Participation.objects.filter(person=OuterRef("pk"), meeting__is_public=True)
    # Unordered, so that the database stops at the first it does not need.
    rows = Person.objects.filter(Exists(met)).order_by().values_list("sort_name", "name", "slug")
    found = list(rows[: MOST_PEOPLE + 1])
    if len(found) > MOST_PEOPLE:
        return None
    return [(slug, name) for _, name, slug in sorted(found)]


def of_country(meetings: MeetingQuerySet, slug: str) -> MeetingQuerySet:
    """Keep those that took place in a country, or to which it sent a delegation."""
    is_inside = Q()
    for steps in _INSIDE:
        is_inside |= Q(**{f"{steps}slug": slug, f"{steps}kind": Place.Kind.COUNTRY})
    sent = Delegation.objects.filter(organization__country__slug=slug).values("meeting")
    return meetings.filter(Q(place__in=Place.objects.filter(is_inside)) | Q(pk__in=sent))


def of_person(meetings: MeetingQuerySet, text: str) -> MeetingQuerySet:
    """Keep those at which somebody was who has this slug, or else a name with this text in it."""
    people = _with_slug(text)
    if not people.exists():
        people = _called(text)
    met = Participation.objects.filter(person__in=people).values("meeting")
    return meetings.filter(pk__in=met)


def _with_slug(text: str) -> QuerySet[Person]:
    return Person.objects.met_in_public().filter(slug=text)


def _called(text: str) -> QuerySet[Person]:
    """Return people by a part of a name, whatever its accents."""
    is_called = Q(name__icontains=text) | Q(other_names__name__icontains=text)
    if slug := slugify(text):
        is_called |= Q(slug__contains=slug)
    return Person.objects.met_in_public().filter(is_called)


def of_year(meetings: MeetingQuerySet, year: int) -> MeetingQuerySet:
    """Keep those of which a day is, or may be, in this year."""
    return meetings.filter(earliest__lte=f"{year:04}-12-31", latest__gte=f"{year:04}-01-01")
