"""The record as machines read it: what each noun tells, in the words of Popolo and schema.org.

Values without behaviour, for the exports and for whatever else publishes the record. What is not
known or not said is ``None``; each ``url`` is absolute. A field's description becomes part of the
API's own.
"""

import datetime as dt
import uuid
from dataclasses import dataclass, field
from typing import Any

from django.db.models import TextChoices

from . import models


def says(description: str) -> dict[str, Any]:
    return {"description": description}


def one_of(choices: type[TextChoices], description: str) -> dict[str, Any]:
    return says(description) | {"json_schema_extra": {"enum": list(choices.values)}}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Something that has an entry and a page of its own."""

    id: uuid.UUID
    name: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Something by its name; `id` and `url` are there where it has a public page."""

    name: str
    id: uuid.UUID | None
    url: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A date as well as it is known.

    It lies between `earliest` and `latest`, which are days at the place and are one day where the
    precision is a day or a minute.
    """

    earliest: dt.date | None
    latest: dt.date | None
    precision: str = field(metadata=one_of(models.Precision, "How well the date is known."))
    at: dt.datetime | None = field(metadata=says("The moment, where it is known to the minute."))
    time_zone: str | None = field(metadata=says("The IANA time zone of the place."))
    certainty: str = field(
        metadata=one_of(models.Certainty, "Whether a source states the date, or it was inferred.")
    )
    note: str | None = field(metadata=says("How the date is known."))


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherName:
    """An earlier name, one in another script, an abbreviation."""

    name: str
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """A person, or an unnamed group, at a meeting."""

    name: str
    person: Reference | None = field(metadata=says("`null` for an unnamed group."))
    count: int | None = field(metadata=says("How many a group was, where it is known."))
    role: str = field(metadata=one_of(models.Participation.Role, "As what they took part."))
    title: str | None = field(metadata=says("The title held that day."))


@dataclass(frozen=True, slots=True, kw_only=True)
class Delegation:
    """An organisation at a meeting, with its people."""

    organization: Reference
    role: str = field(metadata=one_of(models.Delegation.Role, "As what it took part."))
    participants: list[Participant]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One thing that came of a meeting, or that nothing did."""

    kind: str = field(metadata=one_of(models.Outcome.Kind, "What it is."))
    text: str | None
    agreement: Reference | None
    due: dt.date | None = field(metadata=says("By when it is to be done."))


@dataclass(frozen=True, slots=True, kw_only=True)
class StepTaken:
    """A step in the life of an agreement, taken at this meeting."""

    agreement: Reference
    status: str = field(metadata=one_of(models.AgreementStep.Status, "What became of it."))


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """An event that took place or will (schema.org Event)."""

    id: uuid.UUID
    slug: str
    name: str
    url: str
    format: str = field(metadata=one_of(models.Meeting.Format, "What kind of meeting it is."))
    status: str = field(metadata=one_of(models.Meeting.Status, "What became of it."))
    date: Dated
    order_in_day: int = field(metadata=says("Among the meetings of one day: 1 was before 2."))
    place: Reference | None
    host: Reference | None
    part_of: Reference | None = field(metadata=says("The visit or summit that it belongs to."))
    summary: str | None
    delegations: list[Delegation]
    other_participants: list[Participant] = field(metadata=says("Who came for no delegation."))
    agenda: list[str]
    outcomes: list[Outcome]
    agreement_steps: list[StepTaken]
    source: str | None = field(metadata=says("Where this is known from."))
    sequence: int = field(metadata=says("Raised with each change (RFC 5545)."))
    date_modified: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """An office held in an organisation (Popolo)."""

    role: str = field(metadata=says("The title of the office."))
    organization: Mention
    is_acting: bool
    start_date: dt.date | None = field(metadata=says("`null`: not known."))
    end_date: dt.date | None = field(metadata=says("`null`: still in office, or not known."))
    source: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody whom a public meeting or the byline of an article names (Popolo)."""

    id: uuid.UUID
    slug: str
    name: str
    url: str
    given_name: str | None
    family_name: str | None
    sort_name: str | None
    other_names: list[OtherName]
    description: str | None
    memberships: list[Membership]


@dataclass(frozen=True, slots=True, kw_only=True)
class Organization:
    """A government, ministry, international organisation … (Popolo)."""

    id: uuid.UUID
    slug: str
    name: str
    url: str
    short_name: str | None = field(metadata=says("As said in running text."))
    classification: str = field(metadata=one_of(models.Organization.Kind, "What it is."))
    parent: Reference | None = field(metadata=says("What it is part of, if that is public."))
    country: Reference | None = field(metadata=says("Its country, if that is public."))
    other_names: list[OtherName]
    description: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A venue, city, region or country where a public meeting took place, or what is around it."""

    id: uuid.UUID
    slug: str
    name: str
    url: str
    kind: str = field(metadata=one_of(models.Place.Kind, "How large it is."))
    parent: Reference | None = field(metadata=says("The next larger place around it."))
    country_code: str | None = field(metadata=says("ISO 3166-1 alpha-2, of a country."))
    time_zone: str | None = field(metadata=says("The IANA time zone, of this place itself."))
    address: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A step in the life of an agreement."""

    status: str = field(metadata=one_of(models.AgreementStep.Status, "What became of it."))
    date: Dated
    text: str | None
    meeting: Reference | None = field(metadata=says("Where it was taken."))
    source: str | None
    source_url: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """What parties work on or have agreed; its history is its steps, the oldest first."""

    id: uuid.UUID
    slug: str
    name: str
    url: str
    kind: str = field(metadata=one_of(models.Agreement.Kind, "What kind of agreement it is."))
    other_names: list[str]
    description: str | None
    parties: list[Reference]
    areas: list[str] = field(metadata=says("What it covers."))
    steps: list[Step]
