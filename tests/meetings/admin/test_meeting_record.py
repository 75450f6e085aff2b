"""What the form of a meeting does besides: outcomes, the host's seat, changes, what is overdue."""

import datetime as dt

import pytest

from meetings.models import Meeting, Outcome
from tests.factories import (
    make_agreement,
    make_delegation,
    make_meeting,
    make_organization,
    make_participation,
)

from .filling import ADD, NEW, change, errors, save

pytestmark = pytest.mark.django_db

LIST = "/admin/meetings/meeting/"
PAST = "The date of this meeting is past."


def test_outcomes_are_saved_with_the_meeting(reporter_client):
    agreement = make_agreement()
    row = {"kind": "commitment", "text": "To sign", "agreement": agreement.pk, "due": "2019-05-01"}
    save(reporter_client, ADD, **NEW, **{f"outcomes-0-{name}": row[name] for name in row})
    outcome = Outcome.objects.get()
    assert [str(outcome), outcome.agreement, str(outcome.due)] == [
        "To sign",
        agreement,
        "2019-05-01",
    ]


def test_an_outcome_without_a_text_is_refused(reporter_client):
    assert errors(save(reporter_client, ADD, **NEW, **{"outcomes-0-kind": "statement"}))


def test_the_host_sits_as_the_host(reporter_client):
    delegation = make_delegation()
    save(reporter_client, change(delegation.meeting), host=delegation.organization_id)
    delegation.refresh_from_db()
    assert delegation.role == "host"


def test_another_host_takes_that_seat(reporter_client):
    former, host = make_organization(), make_organization()
    meeting = make_meeting(host=former)
    for one in (former, host):
        make_delegation(
            meeting=meeting, organization=one, role="host" if one == former else "guest"
        )
    save(reporter_client, change(meeting), host=host.pk)
    assert meeting.delegations.get(role="host").organization == host


def test_a_change_notes_its_time(reporter_client):
    meeting = make_meeting(changed_at=dt.datetime(2019, 1, 1, tzinfo=dt.UTC))
    save(reporter_client, change(meeting), name="Better talks")
    meeting.refresh_from_db()
    assert meeting.changed_at.year > 2019


def test_a_note_that_is_never_public_is_no_change(reporter_client):
    meeting = make_meeting()
    save(reporter_client, change(meeting), internal_note="Ask again.")
    meeting.refresh_from_db()
    assert (meeting.internal_note, meeting.sequence) == ("Ask again.", 0)


def test_an_outcome_is_a_change(reporter_client):
    meeting = make_meeting()
    rows = {"outcomes-0-kind": "none"}
    save(reporter_client, change(meeting), **rows)
    meeting.refresh_from_db()
    assert meeting.sequence == 1


@pytest.mark.parametrize(
    ("status", "is_asked"), [("scheduled", True), ("rescheduled", True), ("held", False)]
)
def test_what_became_of_a_past_meeting_is_asked(reporter_client, status, is_asked):
    meeting = make_meeting(status=status)
    assert (PAST in reporter_client.get(change(meeting)).text) == is_asked


def test_nothing_is_asked_of_one_to_come_or_of_a_new_one(reporter_client):
    meeting = make_meeting(status="scheduled", day=dt.date(2999, 1, 1))
    for address in (change(meeting), ADD):
        assert PAST not in reporter_client.get(address).text


def test_past_meetings_that_nobody_marked_are_found_in_the_list(reporter_client):
    make_meeting(name="Forgotten", status="scheduled")
    make_meeting(name="Was held")
    page = reporter_client.get(LIST, {"overdue": "1"}).text
    assert "Forgotten" in page
    assert "Was held" not in page
    assert "Was held" in reporter_client.get(LIST).text


def test_the_form_takes_a_large_meeting(reporter_client):
    delegation = make_delegation()
    for number in range(120):
        fields = {"delegation": delegation, "description": f"Group {number}"}
        make_participation(meeting=delegation.meeting, **fields)
    save(reporter_client, change(delegation.meeting), name="Summit of many")
    assert Meeting.objects.get().name == "Summit of many"
