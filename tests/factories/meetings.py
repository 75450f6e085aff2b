import datetime as dt
from itertools import count
from typing import Any

from meetings.models import (
    Agreement,
    AgreementStep,
    Delegation,
    Meeting,
    Office,
    Organization,
    Outcome,
    Participation,
    Person,
    Place,
    Tenure,
)

_numbers = count(1)


def _named(prefix: str) -> dict[str, Any]:
    number = next(_numbers)
    return {"name": f"{prefix.capitalize()} {number}", "slug": f"{prefix}-{number}"}


def make_person(**fields: Any) -> Person:
    return Person.objects.create(**(_named("person") | fields))


def make_place(**fields: Any) -> Place:
    return Place.objects.create(**(_named("place") | {"kind": Place.Kind.CITY} | fields))


def make_organization(**fields: Any) -> Organization:
    defaults = _named("organization") | {"kind": Organization.Kind.GOVERNMENT}
    return Organization.objects.create(**(defaults | fields))


def make_office(**fields: Any) -> Office:
    if "organization" not in fields:
        fields["organization"] = make_organization()
    return Office.objects.create(**({"title": f"Minister {next(_numbers)}"} | fields))


def make_tenure(**fields: Any) -> Tenure:
    if "office" not in fields:
        fields["office"] = make_office()
    if "person" not in fields:
        fields["person"] = make_person()
    return Tenure.objects.create(**fields)


def make_meeting(**fields: Any) -> Meeting:
    """Return a public meeting, held on 26 March 2019 unless said otherwise."""
    day = fields.pop("day", dt.date(2019, 3, 26))
    defaults = _named("meeting") | {
        "format": Meeting.Format.BILATERAL,
        "status": Meeting.Status.HELD,
        "is_public": True,
        "earliest": day,
        "latest": day,
    }
    return Meeting.objects.create(**(defaults | fields))


def make_delegation(**fields: Any) -> Delegation:
    if "meeting" not in fields:
        fields["meeting"] = make_meeting()
    if "organization" not in fields:
        fields["organization"] = make_organization()
    return Delegation.objects.create(**fields)


def make_participation(**fields: Any) -> Participation:
    if "meeting" not in fields:
        fields["meeting"] = make_meeting()
    if "person" not in fields and "description" not in fields:
        fields["person"] = make_person()
    return Participation.objects.create(**fields)


def make_agreement(**fields: Any) -> Agreement:
    defaults = _named("agreement") | {"kind": Agreement.Kind.MEMORANDUM}
    return Agreement.objects.create(**(defaults | fields))


def make_step(**fields: Any) -> AgreementStep:
    """Return a step taken on 26 March 2019 unless said otherwise."""
    day = fields.pop("day", dt.date(2019, 3, 26))
    if "agreement" not in fields:
        fields["agreement"] = make_agreement()
    defaults = {"status": AgreementStep.Status.PROPOSED, "earliest": day, "latest": day}
    return AgreementStep.objects.create(**(defaults | fields))


def make_outcome(**fields: Any) -> Outcome:
    if "meeting" not in fields:
        fields["meeting"] = make_meeting()
    defaults = {"kind": Outcome.Kind.STATEMENT, "text": f"Statement {next(_numbers)}"}
    return Outcome.objects.create(**(defaults | fields))


def seat(meeting: Meeting, *organizations: Organization) -> list[Delegation]:
    """Give each organisation a delegation at the meeting."""
    return [make_delegation(meeting=meeting, organization=one) for one in organizations]


def make_country(name: str) -> tuple[Place, Organization]:
    """Return a country and its government, which is said as the country is."""
    slug = name.lower().replace(" ", "-")
    country = make_place(name=name, slug=slug, kind=Place.Kind.COUNTRY)
    return country, make_organization(
        name=f"Government of {name}", short_name=name, slug=f"government-of-{slug}", country=country
    )
