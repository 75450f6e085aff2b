import datetime as dt

import pytest

from meetings.models import Agreement, AgreementStep
from tests.factories import make_agreement, make_meeting, make_organization, make_place, make_step

from .filling import errors, save

pytestmark = pytest.mark.django_db
ADD = "/admin/meetings/agreement/add/"
NEW = {"name": "Compact", "slug": "compact", "kind": "memorandum"}


def test_a_new_agreement_is_saved_at_once_with_its_parts(reporter_client):
    rows = {
        "other_names-0-name": "regional compact",
        "parties-0-organization": make_organization().pk,
        "areas-0-text": "Border security",
        "steps-0-status": "proposed",
        "steps-0-earliest": "2018-07-04",
        "steps-0-precision": "season",
    }
    save(reporter_client, ADD, **NEW, **rows)
    agreement = Agreement.objects.get()
    assert agreement.steps.get().date_in_words == "summer 2018"
    assert agreement.parties.count() == agreement.areas.count() == agreement.other_names.count()


@pytest.mark.parametrize(
    ("changes", "at_field"),
    [
        ({"steps-0-status": "signed"}, "steps-0-earliest"),
        ({"steps-0-earliest": "2018-07-04"}, "steps-0-status"),
        ({"steps-0-status": "signed", "steps-0-meeting": "999"}, "steps-0-meeting"),
        ({"steps-0-source_url": "javascript:alert(1)"}, "steps-0-source_url"),
        ({"areas-0-text": "x" * 301}, "areas-0-text"),
        ({"other_names-0-name": "x", "other_names-1-name": "x"}, "other_names"),
    ],
)
def test_what_cannot_be_is_refused_at_its_row(reporter_client, changes, at_field):
    assert at_field in errors(save(reporter_client, ADD, **NEW, **changes))
    assert not Agreement.objects.exists()


def test_the_time_of_a_step_is_that_of_its_meeting(reporter_client):
    meeting = make_meeting(place=make_place(time_zone="America/Tegucigalpa"))
    step = make_step()
    address = f"/admin/meetings/agreement/{step.agreement_id}/change/"
    save(reporter_client, address, **{"steps-0-at": "14:30", "steps-0-meeting": meeting.pk})
    step.refresh_from_db()
    assert step.at == dt.datetime(2019, 3, 26, 20, 30, tzinfo=dt.UTC)


def test_the_time_of_a_step_without_meeting_needs_a_zone(reporter_client):
    step = make_step()
    address = f"/admin/meetings/agreement/{step.agreement_id}/change/"
    assert "steps-0-at" in errors(save(reporter_client, address, **{"steps-0-at": "14:30"}))


def test_a_step_can_be_removed(reporter_client):
    step = make_step(agreement=make_agreement())
    address = f"/admin/meetings/agreement/{step.agreement_id}/change/"
    save(reporter_client, address, **{"steps-0-DELETE": "on"})
    assert not AgreementStep.objects.exists()
