import datetime as dt

import pytest

from meetings import attending
from tests.factories import (
    make_delegation,
    make_meeting,
    make_office,
    make_organization,
    make_participation,
    make_person,
    make_tenure,
)

pytestmark = pytest.mark.django_db


def test_a_delegation_that_is_there_is_not_added_again():
    delegation = make_delegation()
    assert attending.seat(delegation.meeting, delegation.organization) == delegation
    assert delegation.meeting.delegations.count() == 1


def test_a_missing_delegation_is_added_as_the_last():
    meeting = make_meeting()
    first = attending.seat(meeting, make_organization())
    second = attending.seat(meeting, make_organization())
    assert (first.order, second.order) == (0, 1)
    assert first.role == "guest"


def test_the_delegation_of_the_host_is_that_of_a_host():
    host = make_organization()
    assert attending.seat(make_meeting(host=host), host).role == "host"


@pytest.fixture
def minister():
    """Return somebody who was a minister in March 2019 and a president from April on."""
    person = make_person()
    begin, change = dt.date(2019, 3, 1), dt.date(2019, 4, 1)
    minister, president = make_office(title="Minister"), make_office(title="President")
    make_tenure(office=minister, person=person, start_date=begin, end_date=change)
    make_tenure(office=president, person=person, start_date=change)
    return person


def test_an_empty_title_becomes_the_one_held_that_day(minister):
    participation = make_participation(person=minister)
    attending.fill_titles(participation.meeting)
    participation.refresh_from_db()
    assert participation.title == "Minister"


def test_the_office_in_the_organization_of_the_delegation_comes_first(minister):
    club = make_organization()
    make_tenure(office=make_office(title="Chair", organization=club), person=minister)
    delegation = make_delegation(organization=club)
    participation = make_participation(
        meeting=delegation.meeting, delegation=delegation, person=minister
    )
    attending.fill_titles(delegation.meeting)
    participation.refresh_from_db()
    assert participation.title == "Chair"


def test_a_title_that_is_given_stays(minister):
    participation = make_participation(person=minister, title="Special envoy")
    attending.fill_titles(participation.meeting)
    participation.refresh_from_db()
    assert participation.title == "Special envoy"


def test_who_held_no_office_and_unnamed_groups_get_no_title():
    meeting = make_meeting()
    make_participation(meeting=meeting)
    make_participation(meeting=meeting, description="top officials")
    attending.fill_titles(meeting)
    assert set(meeting.participations.values_list("title", flat=True)) == {""}


def test_on_an_unknown_day_nobody_has_a_title(minister):
    meeting = make_meeting(day=None, precision="unknown")
    make_participation(meeting=meeting, person=minister)
    attending.fill_titles(meeting)
    assert meeting.participations.get().title == ""
