"""What was found, read anew through the gate of its noun, as it is shown."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Model, QuerySet

from articles.models import Article
from articles.naming import named_people
from masthead import prose
from masthead.matching import Match
from masthead.models import SearchEntry
from meetings.models import Meeting, Person

from .passages import Marker, Piece

Kind = SearchEntry.Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """``found`` is the article, meeting or person."""

    kind: str
    found: Article | Meeting | Person
    title: list[Piece]
    passage: list[Piece]


def show(matches: Sequence[Match], marker: Marker) -> list[Hit]:
    """Return hits in the order of ``matches``; without what readers may not see (any more)."""
    loaded: dict[str, dict[int, Article] | dict[int, Meeting] | dict[int, Person]] = {
        Kind.ARTICLE: _by_key(Article.objects.live(), matches, Kind.ARTICLE),
        Kind.MEETING: _by_key(
            Meeting.objects.public().with_sides().prefetch_related("agenda"), matches, Kind.MEETING
        ),
        Kind.PERSON: _by_key(
            named_people().prefetch_related("other_names", "tenures__office__organization"),
            matches,
            Kind.PERSON,
        ),
    }
    hits = []
    for match in matches:
        found = loaded[match.kind].get(match.key)
        if found:
            hits.append(_hit(match.kind, found, marker))
    return hits


def visible(people: Sequence[Match]) -> list[Match]:
    """Return those of the people found whom readers may see; the index knows all."""
    keys = {match.key for match in people}
    named = set(named_people().filter(pk__in=keys).values_list("pk", flat=True)) if keys else set()
    return [match for match in people if match.key in named]


def _by_key[M: Model](rows: QuerySet[M], matches: Iterable[Match], kind: Kind) -> dict[int, M]:
    keys = [match.key for match in matches if match.kind == kind]
    return {row.pk: row for row in rows.filter(pk__in=keys)} if keys else {}


def _hit(kind: str, found: Article | Meeting | Person, marker: Marker) -> Hit:
    if isinstance(found, Article):
        title = found.live.headline
        text = f"{found.live.dek} {prose.plain(found.live.body)}"
    elif isinstance(found, Meeting):
        title, text = found.name, _text_of_meeting(found)
    else:
        title, text = found.name, _text_of_person(found)
    return Hit(kind=kind, found=found, title=marker.marked(title), passage=marker.passage(text))


def _text_of_meeting(meeting: Meeting) -> str:
    people = [
        f"{one} ({one.title})" if one.title else str(one) for one in meeting.participations.all()
    ]
    items = [item.text for item in meeting.agenda.all()]
    return " · ".join(part for part in [meeting.summary, *items, ", ".join(people)] if part)


def _text_of_person(person: Person) -> str:
    offices = [f"{one.title}, {one.office.organization.name}" for one in person.tenures.all()]
    names = [other.name for other in person.other_names.all()]
    return " · ".join(part for part in [*offices, *names, person.description] if part)
