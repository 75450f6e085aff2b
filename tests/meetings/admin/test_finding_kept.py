"""What is saved in the admin of the record is found by its present words at once."""

import pytest

from masthead.models import SearchEntry
from meetings import finding
from meetings.models import Meeting, Person
from tests.factories import (
    make_delegation,
    make_meeting,
    make_office,
    make_organization,
    make_participation,
    make_person,
    make_place,
    make_tenure,
)

from .filling import ADD, NEW, change, save

pytestmark = pytest.mark.django_db
DELETE = {"action": "delete_selected", "post": "yes"}


def lead(of: Meeting | Person) -> str:
    kind = "meeting" if isinstance(of, Meeting) else "person"
    return SearchEntry.objects.get(kind=kind, key=of.pk).lead


def titles() -> list[str]:
    return sorted(SearchEntry.objects.values_list("title", flat=True))


@pytest.fixture
def seated() -> Meeting:
    """Return a meeting in Miami, with Ana of the government, who holds an office there."""
    organization = make_organization(name="Old Government")
    tenure = make_tenure(
        person=make_person(name="Ana"),
        office=make_office(title="Old Title", organization=organization),
    )
    miami = make_place(name="Old Miami")
    meeting = make_meeting(name="Talks", place=make_place(name="Hall", kind="venue", parent=miami))
    make_delegation(meeting=meeting, organization=organization)
    make_participation(meeting=meeting, person=tenure.person)
    finding.index_people(Person.objects.all())
    finding.index_meetings(Meeting.objects.all())
    return meeting


def test_a_new_meeting_is_known_if_it_is_public(reporter_client):
    save(reporter_client, ADD, **NEW)
    assert not titles()
    save(reporter_client, change(Meeting.objects.get()), is_public="on")
    assert titles() == ["talks"]


def test_a_person_who_was_added_is_known_at_the_meeting(reporter_client, seated):
    bela = make_person(name="Bela")
    save(reporter_client, change(seated), **{"participations-1-person": bela.pk})
    assert "bela" in lead(seated)


def test_another_name_of_a_person_is_known_at_meetings_too(reporter_client, seated):
    person = Person.objects.get()
    save(reporter_client, f"/admin/meetings/person/{person.pk}/change/", name="Anna")
    assert titles() == ["anna", "talks"]
    assert "anna" in lead(seated)


def test_another_title_of_an_office_is_known_of_its_holders(administrator_client, seated):
    person = Person.objects.get()
    office = person.tenures.get().office
    address = f"/admin/meetings/office/{office.pk}/change/"
    save(administrator_client, address, title="New Title")
    assert lead(person) == "new title old government"
    save(administrator_client, address, **{"tenures-0-DELETE": "on"})
    assert lead(person) == ""


@pytest.mark.parametrize(("field", "is_known"), [("name", True), ("description", False)])
def test_another_name_of_an_organization_is_known(reporter_client, seated, field, is_known):
    organization = seated.delegations.get().organization
    address = f"/admin/meetings/organization/{organization.pk}/change/"
    save(reporter_client, address, **{field: "New Government"})
    assert ("new government" in lead(seated)) is is_known
    assert ("new government" in lead(Person.objects.get())) is is_known


@pytest.mark.parametrize(("field", "is_known"), [("name", True), ("time_zone", False)])
def test_another_name_of_a_place_is_known_of_what_was_inside(
    reporter_client, seated, field, is_known
):
    place = seated.place.parent
    value = "New Miami" if is_known else "America/New_York"
    save(reporter_client, f"/admin/meetings/place/{place.pk}/change/", **{field: value})
    assert ("new miami" in lead(seated)) is is_known


def test_what_is_deleted_is_forgotten(administrator_client):
    meetings = [make_meeting(name="Talks") for _ in range(3)]
    people = [make_person(name="Ana") for _ in range(3)]
    finding.index_meetings(Meeting.objects.all())
    finding.index_people(Person.objects.all())
    for name, rows in (("meeting", meetings), ("person", people)):
        base = f"/admin/meetings/{name}/"
        administrator_client.post(f"{base}{rows[0].pk}/delete/", {"post": "yes"})
        administrator_client.post(base, DELETE | {"_selected_action": [rows[1].pk]})
    assert set(SearchEntry.objects.values_list("kind", "key")) == {
        ("meeting", meetings[2].pk),
        ("person", people[2].pk),
    }
