import datetime as dt

import pytest

from meetings import recording
from tests.factories import make_meeting, make_organization, seat

pytestmark = pytest.mark.django_db


def roles(meeting) -> list[str]:
    return [one.role for one in meeting.delegations.all()]


def test_a_change_raises_the_number_and_notes_the_time():
    meeting, at = make_meeting(), dt.datetime(2030, 1, 1, tzinfo=dt.UTC)
    recording.note_change(meeting, at=at)
    meeting.refresh_from_db()
    assert (meeting.sequence, meeting.changed_at) == (1, at)


def test_the_host_is_no_guest():
    host = make_organization()
    meeting = make_meeting(host=host)
    seat(meeting, host, make_organization())
    recording.seat_host(meeting)
    assert roles(meeting) == ["host", "guest"]


def test_a_host_that_watches_goes_on_watching():
    host = make_organization()
    meeting = make_meeting(host=host)
    meeting.delegations.create(organization=host, role="observer")
    recording.seat_host(meeting)
    assert roles(meeting) == ["observer"]


def test_a_former_host_becomes_a_guest():
    host, former = make_organization(), make_organization()
    meeting = make_meeting(host=host)
    meeting.delegations.create(organization=former, role="host")
    recording.seat_host(meeting, former=former.pk)
    assert roles(meeting) == ["guest"]


def test_where_the_host_stays_so_do_all():
    host, other = make_organization(), make_organization()
    meeting = make_meeting(host=host)
    for one in (host, other):
        meeting.delegations.create(organization=one, role="host")
    recording.seat_host(meeting, former=host.pk)
    assert roles(meeting) == ["host", "host"]


def test_without_a_host_nobody_is_seated_as_one():
    meeting = make_meeting()
    seat(meeting, make_organization())
    recording.seat_host(meeting)
    assert roles(meeting) == ["guest"]
