"""What search knows of the record."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from masthead.models import SearchEntry
from meetings import finding
from meetings.models import Meeting, Person
from tests.factories import (
    make_delegation,
    make_meeting,
    make_office,
    make_organization,
    make_outcome,
    make_participation,
    make_person,
    make_place,
    make_tenure,
)

pytestmark = pytest.mark.django_db


def known(kind: str) -> dict[int, str]:
    return dict(SearchEntry.objects.filter(kind=kind).values_list("key", "title"))


def test_a_meeting_is_known_by_what_its_page_says():
    place = make_place(name="Miami", parent=make_place(name="Florida", kind="region"))
    meeting = make_meeting(name="Talks", place=place, summary="About.", internal_note="Secret")
    make_participation(meeting=meeting, person=make_person(name="Ána"), title="Chair")
    organization = make_organization(name="Government of Mexico", short_name="Mexico")
    make_delegation(meeting=meeting, organization=organization)
    meeting.agenda.create(text="Water")
    make_outcome(meeting=meeting, text="A statement")
    finding.index_meetings(Meeting.objects.all())
    entry = SearchEntry.objects.get(kind="meeting")
    assert entry.lead == "miami florida ana chair government of mexico mexico"
    assert [entry.title, entry.text] == ["talks", "about water a statement"]
    assert entry.marks == f"y=2019 m={meeting.pk} t=talks"


def test_a_meeting_without_a_date_or_a_place_is_known_too():
    make_meeting(name="Talks", precision="unknown", earliest=None, latest=None)
    make_meeting(name="Call", earliest=dt.date(2018, 1, 1), latest=None)
    finding.index_meetings(Meeting.objects.all())
    assert sorted(known("meeting").values()) == ["call", "talks"]


def test_a_meeting_that_is_public_no_more_is_forgotten(monkeypatch):
    monkeypatch.setattr(finding, "BATCH", 2)
    meetings = [make_meeting() for _ in range(3)]
    finding.index_meetings(Meeting.objects.all())
    Meeting.objects.filter(pk=meetings[0].pk).update(is_public=False)
    finding.index_meetings(Meeting.objects.all())
    assert set(known("meeting")) == {meetings[1].pk, meetings[2].pk}


def test_a_person_is_known_by_names_and_offices():
    person = make_person(name="Olga Sánchez", description="A judge.")
    person.other_names.create(name="O. Sanchez")
    office = make_office(title="Secretary", organization=make_organization(name="The Interior"))
    make_tenure(person=person, office=office)
    finding.index_people(Person.objects.all())
    entry = SearchEntry.objects.get(kind="person")
    assert entry.lead == "o sanchez secretary the interior"
    assert [entry.title, entry.text] == ["olga sanchez", "a judge"]
    assert entry.marks == f"p={person.pk} t=olga t=sanchez"


def test_the_number_of_queries_does_not_grow():
    counts = []
    for rows in (1, 4):
        for _ in range(rows):
            meeting = make_meeting(place=make_place(parent=make_place(kind="country")))
            make_participation(meeting=meeting, person=make_tenure().person)
            make_delegation(meeting=meeting)
            make_outcome(meeting=meeting)
        with CaptureQueriesContext(connection) as captured:
            finding.of_meetings(Meeting.objects.all())
            finding.of_people(Person.objects.all())
        counts.append(len(captured))
    assert counts[0] == counts[1]
