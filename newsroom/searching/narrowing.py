"""What a search is narrowed to, and what else it could be: section, year and person.

Who took part in a meeting is asked of the record, not of the index, and so is never out of date.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.http import QueryDict

from articles.models import Section
from articles.naming import named_people
from masthead.matching import Marks, Match
from meetings.models import Meeting, Participation, Person

MOST_CHOICES = 8
# The newest meetings of a person, by which articles and meetings are found.
MOST_MEETINGS = 300
YEARS = range(1000, 10_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowing:
    section: Section | None = None
    year: int | None = None
    person: Person | None = None

    def marks(self) -> tuple[Marks, ...]:
        """Return groups of marks; what is found has one of each group."""
        groups: list[Marks] = []
        if self.section:
            groups.append([f"s={self.section.pk}"])
        if self.year:
            groups.append([f"y={self.year}"])
        if self.person:
            met = Meeting.objects.public().filter(participations__person=self.person)
            keys = met.newest_first().values_list("pk", flat=True)[:MOST_MEETINGS]
            groups.append([f"p={self.person.pk}", *(f"m={key}" for key in keys)])
        return tuple(groups)

    @property
    def parameters(self) -> dict[str, str]:
        """Return what an address says of it."""
        return {
            name: str(value)
            for name, value in {
                "section": self.section and self.section.slug,
                "year": self.year,
                "person": self.person and self.person.slug,
            }.items()
            if value
        }

    @property
    def removable(self) -> list[tuple[str, dict[str, None]]]:
        """Return what each thing is called, and what takes it out of an address."""
        named = {"section": self.section, "year": self.year, "person": self.person}
        return [(str(value), {name: None}) for name, value in named.items() if value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One thing to narrow a search to, and how many of what was counted have it.

    ``parameter`` is what it adds to the address.
    """

    parameter: dict[str, str]
    name: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    sections: list[Choice]
    years: list[Choice]
    people: list[Choice]


def read(data: QueryDict) -> Narrowing:
    """Return what the address asks for; what there is not is left out."""
    section, person = (_slug(data.get(name, "")) for name in ("section", "person"))
    year = data.get("year", "")
    return Narrowing(
        section=Section.objects.filter(slug=section).first() if section else None,
        year=int(year) if _is_year(year) else None,
        person=named_people().filter(slug=person).first() if person else None,
    )


def choices(matches: Sequence[Match]) -> Choices:
    """Return what these could be narrowed to, the most frequent first."""
    sections, years = _count(matches, "s="), _count(matches, "y=")
    names = dict(Section.objects.filter(pk__in=sections).values_list("pk", "name"))
    slugs = dict(Section.objects.filter(pk__in=sections).values_list("pk", "slug"))
    return Choices(
        sections=[
            Choice(parameter={"section": slugs[pk]}, name=names[pk], number=number)
            for pk, number in sections.most_common(MOST_CHOICES)
            if pk in names
        ],
        years=[
            Choice(parameter={"year": str(year)}, name=str(year), number=number)
            for year, number in sorted(years.items(), reverse=True)[:MOST_CHOICES]
        ],
        people=_people(matches),
    )


def _people(matches: Sequence[Match]) -> list[Choice]:
    meetings = _count(matches, "m=")
    met: dict[int, set[int]] = {}
    taken_part = Participation.objects.filter(
        meeting__in=Meeting.objects.public().filter(pk__in=meetings), person__isnull=False
    )
    for meeting, person in taken_part.values_list("meeting", "person"):
        assert person is not None
        met.setdefault(meeting, set()).add(person)
    counts = Counter[int]()
    for match in matches:
        people = set(_values(match, "p="))
        counts.update(people.union(*(met.get(key, ()) for key in _values(match, "m="))))
    frequent = counts.most_common(MOST_CHOICES)
    known = named_people().in_bulk([pk for pk, _ in frequent])
    return [
        Choice(parameter={"person": known[pk].slug}, name=known[pk].name, number=number)
        for pk, number in frequent
        if pk in known
    ]


def _count(matches: Iterable[Match], prefix: str) -> Counter[int]:
    return Counter(value for match in matches for value in _values(match, prefix))


def _values(match: Match, prefix: str) -> list[int]:
    return [int(mark.removeprefix(prefix)) for mark in match.marks if mark.startswith(prefix)]


def _slug(text: str) -> str:
    """Return ``text`` if it could be a slug; PostgreSQL refuses NUL, which is in none."""
    return text if len(text) <= len("x" * 120) and "\0" not in text else ""


def _is_year(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) == len("2019") and int(text) in YEARS
