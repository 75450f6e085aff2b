import pytest
from django.contrib.messages import get_messages

from meetings.models import Meeting, Participation
from tests.factories import make_meeting, make_organization, make_participation, make_person

from .filling import ADD, NEW, change, errors, save, save_page

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("changes", "at_field"),
    [
        ({"earliest": ""}, "earliest"),
        ({"earliest": "26 March"}, "earliest"),
        ({"earliest": "0019-03-26"}, "earliest"),
        ({"earliest": "2019-03-26", "precision": "unknown"}, "earliest"),
        ({"latest": "2019-03-01"}, "latest"),
        ({"latest": "9999-12-31", "precision": "season"}, "earliest"),
        ({"precision": "minute"}, "at"),
        ({"precision": "century"}, "precision"),
        ({"at": "14:30"}, "at"),
        ({"at": "25:00"}, "at"),
        ({"at": "14:30", "precision": "month"}, "at"),
        ({"at": "14:30", "time_zone": "../../etc/passwd"}, "at"),
        ({"at": "14:30", "time_zone": "UTC", "earliest": ""}, "earliest"),
        ({"at": "14:30", "time_zone": "UTC", "earliest": "0001-01-01"}, "earliest"),
        ({"time_zone": "Mars/Olympus"}, "time_zone"),
        ({"slug": "calendar"}, "slug"),
        ({"slug": "a b"}, "slug"),
        ({"name": "Tal\x00ks"}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"place": "999"}, "place"),
        ({"host": "no"}, "host"),
        ({"order_in_day": "-1"}, "order_in_day"),
        ({"order_in_day": "9" * 30}, "order_in_day"),
        ({"participations-0-role": "head"}, "participations-0-person"),
        ({"participations-0-description": "x" * 201}, "participations-0-description"),
        ({"participations-0-count": "-1"}, "participations-0-count"),
        ({"participations-0-person": "999"}, "participations-0-person"),
        ({"participations-0-organization": "999"}, "participations-0-organization"),
        ({"delegations-0-role": "host"}, "delegations-0-organization"),
        ({"delegations-TOTAL_FORMS": "x"}, "delegations"),
    ],
)
def test_what_cannot_be_is_refused_and_kept_as_typed(reporter_client, changes, at_field):
    response = save(reporter_client, ADD, **(NEW | changes))
    assert at_field in errors(response)
    assert response.context["adminform"].form["format"].value() == "bilateral"
    assert not Meeting.objects.exists()


def test_a_date_is_told_off_only_once(reporter_client):
    response = save(reporter_client, ADD, **(NEW | {"earliest": "26 March"}))
    assert errors(response) == {"earliest": ["Enter a valid date."]}


def test_a_day_that_is_missing_is_said_once_though_there_is_a_time(reporter_client):
    changes = {"earliest": "", "at": "14:30", "time_zone": "UTC", "precision": "minute"}
    assert list(errors(save(reporter_client, ADD, **(NEW | changes)))) == ["earliest"]


def test_a_row_is_a_person_or_a_group(reporter_client):
    both = {"participations-0-person": make_person().pk, "participations-0-description": "others"}
    response = save(reporter_client, ADD, **NEW, **both)
    assert list(errors(response)) == ["participations-0-description"]


def test_a_count_goes_with_a_group(reporter_client):
    row = {"participations-0-person": make_person().pk, "participations-0-count": 2}
    assert list(errors(save(reporter_client, ADD, **NEW, **row))) == ["participations-0-count"]


def test_a_count_is_at_least_one(reporter_client):
    row = {"participations-0-description": "others", "participations-0-count": 0}
    assert list(errors(save(reporter_client, ADD, **NEW, **row))) == ["participations-0-count"]


def test_nobody_takes_part_twice(reporter_client):
    person = make_person()
    rows = {f"participations-{n}-person": person.pk for n in (0, 1)}
    assert "participations" in errors(save(reporter_client, ADD, **NEW, **rows))


def test_no_delegation_is_there_twice(reporter_client):
    organization = make_organization()
    rows = {f"delegations-{n}-organization": organization.pk for n in (0, 1)}
    assert "delegations" in errors(save(reporter_client, ADD, **NEW, **rows))


def test_who_is_stored_already_is_refused_a_second_row(reporter_client, seated):
    rows = {
        "delegations-1-organization": seated.delegation.organization_id,
        "participations-1-person": seated.person_id,
    }
    refused = errors(save(reporter_client, change(seated.meeting), **rows))
    assert set(refused) == {"delegations-1", "participations-1"}


def test_a_meeting_is_not_part_of_itself(reporter_client):
    meeting = make_meeting()
    assert list(errors(save(reporter_client, change(meeting), parent=meeting.pk))) == ["parent"]


def test_a_slug_is_used_once(reporter_client):
    make_meeting(slug="talks")
    assert list(errors(save(reporter_client, ADD, **NEW))) == ["slug"]


def test_a_row_that_somebody_else_removed_is_refused(reporter_client, seated):
    page = reporter_client.get(change(seated.meeting))
    seated.delete()
    response = save_page(reporter_client, page, **{"participations-0-title": "Envoy"})
    assert response.status_code == 200
    assert not Participation.objects.exists()


def test_a_row_of_another_meeting_is_refused(reporter_client, seated):
    other = make_participation()
    rows = {"participations-0-id": other.pk, "participations-0-title": "Envoy"}
    assert errors(save(reporter_client, change(seated.meeting), **rows))
    other.refresh_from_db()
    assert other.title == ""


def test_a_meeting_that_somebody_else_removed_is_said_to_be_gone(administrator_client):
    page = administrator_client.get(change(meeting := make_meeting()))
    meeting.delete()
    response = save_page(administrator_client, page)
    assert response.status_code == 302
    assert "Perhaps it was deleted?" in str(next(iter(get_messages(response.wsgi_request))))


def test_a_meeting_removed_while_its_form_is_loaded_is_gone_too(administrator_client, monkeypatch):
    page = administrator_client.get(change(meeting := make_meeting()))
    monkeypatch.setattr(
        Meeting.objects.__class__, "select_for_update", lambda all_, **how: all_.none()
    )
    assert save_page(administrator_client, page).status_code == 302
    assert Meeting.objects.filter(pk=meeting.pk).exists()
