import pytest
from django.core.exceptions import ValidationError

from meetings.models import Meeting, Participation
from tests.factories import make_delegation, make_meeting, make_participation

pytestmark = pytest.mark.django_db


def test_a_participant_is_named_by_the_person_or_the_group():
    one = make_participation()
    assert str(one) == one.person.name
    assert str(Participation(description="top officials")) == "top officials"


def test_a_delegation_is_named_by_its_organization():
    delegation = make_delegation()
    assert str(delegation) == delegation.organization.name


def test_a_participant_is_in_a_delegation_of_the_same_meeting():
    participation = make_participation()
    participation.delegation = make_delegation()
    with pytest.raises(ValidationError, match="at another meeting"):
        participation.full_clean()


def test_a_participant_in_a_delegation_of_the_meeting_is_right():
    delegation = make_delegation()
    make_participation(meeting=delegation.meeting, delegation=delegation).full_clean()


def test_a_meeting_that_is_deleted_takes_its_sides_along():
    meeting = make_meeting()
    make_participation(meeting=meeting, delegation=make_delegation(meeting=meeting))
    meeting.delete()
    assert not Meeting.objects.exists()
    assert not Participation.objects.exists()
