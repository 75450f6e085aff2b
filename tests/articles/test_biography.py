import datetime as dt

import pytest

from articles import biography
from meetings.models import Person
from tests.factories import make_delegation, make_meeting, make_participation, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana() -> Person:
    return make_person(name="Ana", slug="ana")


def meet(ana: Person, other: Person, **fields) -> None:
    """Let two people sit on two sides of a meeting."""
    meeting = make_meeting(**fields)
    for person in (ana, other):
        delegation = make_delegation(meeting=meeting)
        make_participation(meeting=meeting, delegation=delegation, person=person)


def met(ana: Person, user=None) -> list[tuple[str, int]]:
    return [(one.person.name, one.number) for one in biography.acquaintances(ana, user).rows]


def page(client, person: Person) -> str:
    return " ".join(client.get(person.get_absolute_url()).content.decode().split())


def test_whom_somebody_met_stands_with_the_number_of_meetings_last_met_first(ana):
    bo, cy = make_person(name="Bo"), make_person(name="Cy")
    meet(ana, bo, day=dt.date(2020, 1, 1))
    meet(ana, bo, day=dt.date(2020, 1, 2))
    meet(ana, cy, day=dt.date(2020, 1, 3))
    assert met(ana) == [("Cy", 1), ("Bo", 2)]
    assert met(bo) == [("Ana", 2)]


def test_somebody_met_without_a_known_date_comes_last(ana):
    meet(ana, make_person(name="Bo"), day=None, precision="unknown")
    meet(ana, make_person(name="Cy"))
    assert met(ana) == [("Cy", 1), ("Bo", 1)]


def test_who_came_for_the_same_delegation_was_not_met(ana):
    seat = make_delegation()
    for person in (ana, make_person(name="Bo")):
        make_participation(meeting=seat.meeting, delegation=seat, person=person)
    assert met(ana) == []


def test_those_who_came_for_nobody_met_one_another(ana):
    meeting = make_meeting()
    make_participation(meeting=meeting, person=ana)
    make_participation(meeting=meeting, person=make_person(name="Bo"))
    make_participation(meeting=meeting, description="officials")
    assert met(ana) == [("Bo", 1)]


@pytest.mark.parametrize("status", ["scheduled", "postponed", "rescheduled", "cancelled"])
def test_nobody_was_met_at_a_meeting_that_was_not_held(ana, status):
    meet(ana, make_person(), status=status)
    assert met(ana) == []


def test_whom_somebody_met_at_a_meeting_that_is_not_public_only_the_staff_knows(ana, reporter):
    meet(ana, make_person(name="Bo"), is_public=False)
    assert met(ana) == []
    assert met(ana, reporter) == [("Bo", 1)]


def test_the_newest_meetings_with_somebody_are_named_and_the_rest_counted(client, ana):
    bo = make_person(name="Bo")
    for day in range(1, biography.MOST_TIMES + 3):
        meet(ana, bo, day=dt.date(2020, 1, day))
    (found,) = biography.acquaintances(ana, None).rows
    assert [one.earliest.day for one in found.meetings] == [6, 5, 4, 3]
    assert found.not_named == 2
    assert "and at 2 more meetings" in page(client, ana)


def test_the_page_says_when_not_everybody_met_is_shown(client, ana):
    meeting = make_meeting()
    for person in (ana, *(make_person() for _ in range(biography.MOST + 1))):
        make_participation(meeting=meeting, person=person)
    assert len(biography.acquaintances(ana, None).rows) == biography.MOST
    assert "Those met last are shown." in page(client, ana)


def test_the_page_names_whom_somebody_met_with_the_dates(client, ana):
    meet(ana, make_person(name="Bo", slug="bo"), certainty="inferred")
    found = page(client, ana)
    assert '<a href="/people/bo/">Bo</a>' in found
    assert '<time datetime="2019-03-26">Tuesday, March 26, 2019</time>' in found
    assert "(inferred)" in found
