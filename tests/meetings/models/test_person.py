import datetime as dt

import pytest

from meetings.models import Office, Person, Tenure
from tests.factories import (
    make_meeting,
    make_office,
    make_organization,
    make_participation,
    make_person,
    make_tenure,
)

pytestmark = pytest.mark.django_db
MARCH, APRIL, MAY = (dt.date(2019, month, 10) for month in (3, 4, 5))


@pytest.mark.parametrize(
    ("names", "sort_name"),
    [
        ({"given_name": "Ana", "family_name": "García Carías"}, "García Carías, Ana"),
        ({"family_name": "Pelé"}, "Pelé"),
        ({}, "Ana García"),
        ({"sort_name": "Garcia"}, "Garcia"),
    ],
)
def test_people_are_sorted_by_family_name_unless_said_otherwise(names, sort_name):
    person = Person(name="Ana García", **names)
    person.clean()
    assert person.sort_name == sort_name


def test_readers_know_whom_a_public_meeting_names_once():
    met, hidden = make_person(), make_person()
    for meeting in (make_meeting(), make_meeting()):
        make_participation(meeting=meeting, person=met)
    make_participation(meeting=make_meeting(is_public=False), person=hidden)
    assert list(Person.objects.met_in_public()) == [met]


@pytest.mark.parametrize(
    ("start", "end", "held"),
    [
        (MARCH, MAY, True),
        (APRIL, APRIL, True),
        (None, None, True),
        (MAY, None, False),
        (None, MARCH, False),
    ],
)
def test_an_office_is_held_from_its_first_to_its_last_day(start, end, held):
    make_tenure(start_date=start, end_date=end)
    assert Tenure.objects.on(APRIL).exists() is held


@pytest.mark.parametrize(
    ("start", "end", "overlaps"),
    [
        (MARCH, MAY, True),
        (None, None, True),
        (APRIL, None, False),
        (None, MARCH, False),
        (None, APRIL, True),
    ],
)
def test_the_day_of_a_change_of_office_is_shared(start, end, overlaps):
    make_tenure(start_date=MARCH, end_date=APRIL)
    assert Tenure.objects.overlapping(start, end).exists() is overlaps


def test_a_title_says_that_somebody_is_acting():
    office = Office(title="Secretary")
    assert Tenure(office=office).title == "Secretary"
    assert Tenure(office=office, is_acting=True).title == "Acting Secretary"


def test_offices_and_tenures_say_what_they_are():
    office = make_office(title="President", organization=make_organization(name="Honduras"))
    tenure = make_tenure(office=office, person=make_person(name="Ana"), start_date=MARCH)
    assert (str(office), str(tenure)) == ("President, Honduras", "Ana: President")
    assert tenure.time_in_words == "since March 10, 2019"
