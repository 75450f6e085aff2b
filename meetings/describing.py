"""Turns loaded rows of the record into its entries. Pure; ``site`` is the address of the site.

Which rows must be loaded, and which of them are public, is the matter of ``exporting``.
"""

import uuid
from collections.abc import Collection, Iterable
from typing import Protocol

from . import entries, models


class _Noun(Protocol):
    @property
    def uid(self) -> uuid.UUID: ...
    @property
    def name(self) -> str: ...
    def get_absolute_url(self) -> str: ...


def reference(noun: _Noun, site: str) -> entries.Reference:
    return entries.Reference(id=noun.uid, name=noun.name, url=site + noun.get_absolute_url())


def reference_if(noun: _Noun | None, site: str) -> entries.Reference | None:
    return reference(noun, site) if noun else None


def _dated(row: models.Dated) -> entries.Dated:
    return entries.Dated(
        earliest=row.earliest,
        latest=row.latest,
        precision=row.precision,
        at=row.at,
        time_zone=row.time_zone or None,
        certainty=row.certainty,
        note=row.note or None,
    )


def meeting(row: models.Meeting, site: str) -> entries.Meeting:
    sides = row.sides()
    alone = [one for side in sides if side.delegation is None for one in side.participations]
    return entries.Meeting(
        id=row.uid,
        slug=row.slug,
        name=row.name,
        url=site + row.get_absolute_url(),
        format=row.format,
        status=row.status,
        date=_dated(row),
        order_in_day=row.order_in_day,
        place=reference_if(row.place, site),
        host=reference_if(row.host, site),
        part_of=reference_if(row.parent, site),
        summary=row.summary or None,
        delegations=[_delegation(side.delegation, side, site) for side in sides if side.delegation],
        other_participants=[_participant(one, site) for one in alone],
        agenda=[item.text for item in row.agenda.all()],
        outcomes=[_outcome(outcome, site) for outcome in row.outcomes.all()],
        agreement_steps=[
            entries.StepTaken(agreement=reference(step.agreement, site), status=step.status)
            for step in row.agreement_steps.all()
        ],
        source=row.source or None,
        sequence=row.sequence,
        date_modified=row.changed_at,
    )


def _delegation(row: models.Delegation, side: models.Side, site: str) -> entries.Delegation:
    return entries.Delegation(
        organization=reference(row.organization, site),
        role=row.role,
        participants=[_participant(one, site) for one in side.participations],
    )


def _participant(row: models.Participation, site: str) -> entries.Participant:
    return entries.Participant(
        name=str(row),
        person=reference_if(row.person, site),
        count=row.count,
        role=row.role,
        title=row.title or None,
    )


def _outcome(row: models.Outcome, site: str) -> entries.Outcome:
    return entries.Outcome(
        kind=row.kind,
        text=row.text or None,
        agreement=reference_if(row.agreement, site),
        due=row.due,
    )


def person(row: models.Person, site: str, *, named: Collection[int]) -> entries.Person:
    """Describe a person; ``named`` are the keys of the organisations that are public."""
    return entries.Person(
        id=row.uid,
        slug=row.slug,
        name=row.name,
        url=site + row.get_absolute_url(),
        given_name=row.given_name or None,
        family_name=row.family_name or None,
        sort_name=row.sort_name or None,
        other_names=_other_names(row.other_names.all()),
        description=row.description or None,
        memberships=[_membership(tenure, site, named) for tenure in row.tenures.all()],
    )


def _membership(row: models.Tenure, site: str, named: Collection[int]) -> entries.Membership:
    organization = row.office.organization
    is_named = organization.pk in named
    return entries.Membership(
        role=row.title,
        organization=entries.Mention(
            name=organization.name,
            id=organization.uid if is_named else None,
            url=site + organization.get_absolute_url() if is_named else None,
        ),
        is_acting=row.is_acting,
        start_date=row.start_date,
        end_date=row.end_date,
        source=row.source or None,
    )


def _other_names(
    rows: Iterable[models.PersonName | models.OrganizationName],
) -> list[entries.OtherName]:
    in_order = sorted(rows, key=lambda row: row.name)
    return [entries.OtherName(name=row.name, note=row.note or None) for row in in_order]


def organization(row: models.Organization, site: str) -> entries.Organization:
    return entries.Organization(
        id=row.uid,
        slug=row.slug,
        name=row.name,
        url=site + row.get_absolute_url(),
        short_name=row.short_name or None,
        classification=row.kind,
        parent=reference_if(row.parent, site),
        country=reference_if(row.country, site),
        other_names=_other_names(row.other_names.all()),
        description=row.description or None,
    )


def place(row: models.Place, site: str) -> entries.Place:
    return entries.Place(
        id=row.uid,
        slug=row.slug,
        name=row.name,
        url=site + row.get_absolute_url(),
        kind=row.kind,
        parent=reference_if(row.parent, site),
        country_code=row.country_code or None,
        time_zone=row.time_zone or None,
        address=row.address or None,
    )


def agreement(row: models.Agreement, site: str) -> entries.Agreement:
    return entries.Agreement(
        id=row.uid,
        slug=row.slug,
        name=row.name,
        url=site + row.get_absolute_url(),
        kind=row.kind,
        other_names=sorted(other.name for other in row.other_names.all()),
        description=row.description or None,
        parties=[reference(party.organization, site) for party in row.parties.all()],
        areas=[area.text for area in row.areas.all()],
        steps=[_step(step, site) for step in row.steps.all()],
    )


def _step(row: models.AgreementStep, site: str) -> entries.Step:
    return entries.Step(
        status=row.status,
        date=_dated(row),
        text=row.text or None,
        meeting=reference_if(row.meeting, site),
        source=row.source or None,
        source_url=row.source_url or None,
    )
