"""Makes the demo's record of meetings from ``record.toml``, in an empty database."""

import tomllib
from pathlib import Path
from typing import Any

from django.db import models

from meetings import finding, tenures
from meetings.models import (
    AgendaItem,
    Agreement,
    AgreementArea,
    AgreementName,
    AgreementParty,
    AgreementStep,
    Delegation,
    Meeting,
    Office,
    Organization,
    Outcome,
    Participation,
    Person,
    PersonName,
    Place,
    Tenure,
)

from .identity import uid

FILE = Path(__file__).with_name("record.toml")
REPORT = "“U.S. Secretary Nielsen Engages Mexico and Honduras”, report of March 28"
PUBLIC_RECORD = "Public record; not in the article"

type Row = dict[str, Any]


def make() -> None:
    rows = tomllib.loads(FILE.read_text())
    for row in rows["places"]:
        _add(Place, row)
    for row in rows["organizations"]:
        _add(Organization, row)
    for row in rows["people"]:
        _person(row)
    for row in rows["meetings"]:
        _meeting(row)
    for row in rows["agreements"]:
        _agreement(row)
    for order, row in enumerate(rows["outcomes"]):
        _add(Outcome, row, order=order)
    finding.index_people(Person.objects.all())
    finding.index_meetings(Meeting.objects.all())


def _person(row: Row) -> None:
    person = _add(Person, row, without=("other_names", "tenure"))
    for name in row.get("other_names", []):
        _add(PersonName, name, person=person)
    held = row["tenure"]
    office = _add(Office, held, without=("start_date", "end_date"))
    dates = {name: held[name] for name in ("start_date", "end_date")}
    tenures.hold(Tenure(office=office, person=person, source=PUBLIC_RECORD, **dates))


def _meeting(row: Row) -> None:
    parts = ("agenda", "delegations", "participations")
    kept = {"status": Meeting.Status.HELD, "is_public": True, "source": REPORT}
    meeting = _add(Meeting, row, without=parts, **kept)
    for order, text in enumerate(row.get("agenda", [])):
        _add(AgendaItem, {}, meeting=meeting, text=text, order=order)
    delegations = {
        fields["organization"]: _add(Delegation, fields, meeting=meeting, order=order)
        for order, fields in enumerate(row["delegations"])
    }
    for order, fields in enumerate(row["participations"]):
        delegation = delegations.get(fields.get("delegation"))
        given = {"meeting": meeting, "delegation": delegation, "order": order}
        _add(Participation, fields, without=("delegation",), **given)


def _agreement(row: Row) -> None:
    parts = ("other_names", "parties", "areas", "steps")
    agreement = _add(Agreement, row, without=parts)
    for name in row["other_names"]:
        _add(AgreementName, {}, agreement=agreement, name=name)
    for order, slug in enumerate(row["parties"]):
        _add(AgreementParty, {"organization": slug}, agreement=agreement, order=order)
    for order, text in enumerate(row["areas"]):
        _add(AgreementArea, {}, agreement=agreement, text=text, order=order)
    for step in row["steps"]:
        _add(AgreementStep, step, agreement=agreement, source=REPORT)


def _add[T: models.Model](
    model: type[T], row: Row, *, without: tuple[str, ...] = (), **given: Any
) -> T:
    """Make a row of ``row``'s fields and ``given``, where a slug stands for what it names.

    Raises ``ValidationError`` as a form would.
    """
    fields = {name: _meant(model, name, row[name]) for name in row if name not in without}
    if "slug" in fields:
        fields["uid"] = uid(model, fields["slug"])
    made = model(**fields, **given)
    made.full_clean()
    made.save()
    return made


def _meant(model: type[models.Model], name: str, value: Any) -> Any:
    related = model._meta.get_field(name).related_model
    return related._default_manager.get(slug=value) if related else value
