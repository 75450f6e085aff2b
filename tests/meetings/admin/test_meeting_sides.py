import pytest
from django.contrib.auth.models import Permission

from meetings.models import Participation
from tests.factories import (
    make_delegation,
    make_organization,
    make_participation,
    make_person,
    make_user,
)

from .filling import change, errors, save, save_page, shown

pytestmark = pytest.mark.django_db


def test_a_participant_can_move_to_another_organization(reporter_client, seated):
    other = make_organization()
    save(reporter_client, change(seated.meeting), **{"participations-0-organization": other.pk})
    seated.refresh_from_db()
    assert seated.delegation.organization == other
    assert seated.meeting.delegations.count() == 2


def test_a_participant_can_leave_the_delegation(reporter_client, seated):
    save(reporter_client, change(seated.meeting), **{"participations-0-organization": ""})
    seated.refresh_from_db()
    assert seated.delegation is None


def test_whoever_is_in_a_delegation_stays_when_its_organization_is_corrected(
    reporter_client, seated
):
    right = make_organization()
    changes = {"delegations-0-organization": right.pk, "participations-0-title": "Envoy"}
    save(reporter_client, change(seated.meeting), **changes)
    seated.refresh_from_db()
    assert seated.delegation.organization == right
    assert seated.meeting.delegations.count() == 1


def test_a_delegation_goes_with_its_people_in_one_save(reporter_client, seated):
    gone = {"delegations-0-DELETE": "on", "participations-0-DELETE": "on"}
    save(reporter_client, change(seated.meeting), **gone)
    assert seated.meeting.sides() == []


def test_a_delegation_goes_when_its_people_move(reporter_client, seated):
    moved = {"delegations-0-DELETE": "on", "participations-0-organization": make_organization().pk}
    save(reporter_client, change(seated.meeting), **moved)
    assert list(seated.meeting.delegations.all()) == [Participation.objects.get().delegation]


def test_a_delegation_does_not_go_without_its_people(reporter_client, seated):
    response = save(reporter_client, change(seated.meeting), **{"delegations-0-DELETE": "on"})
    [message] = errors(response)["participations-0-organization"]
    assert message.startswith("This delegation is removed above")
    assert seated.meeting.delegations.exists()


def test_nobody_is_added_to_a_delegation_that_goes(reporter_client, seated):
    rows = {
        "delegations-0-DELETE": "on",
        "participations-0-DELETE": "on",
        "participations-1-organization": seated.delegation.organization_id,
        "participations-1-person": make_person().pk,
    }
    response = save(reporter_client, change(seated.meeting), **rows)
    assert list(errors(response)) == ["participations-1-organization"]


def test_a_delegation_does_not_go_when_somebody_was_just_added_to_it(reporter_client, seated):
    page = reporter_client.get(change(seated.meeting))
    make_participation(meeting=seated.meeting, delegation=seated.delegation)
    gone = {"delegations-0-DELETE": "on", "participations-0-DELETE": "on"}
    refused = errors(save_page(reporter_client, page, **gone))
    assert refused["participations"][0].startswith("Meanwhile somebody was added")
    assert seated.meeting.participations.count() == 2


def test_other_errors_in_a_row_come_before_those_of_its_delegation(reporter_client, seated):
    rows = {"delegations-0-DELETE": "on", "participations-0-person": ""}
    response = save(reporter_client, change(seated.meeting), **rows)
    assert list(errors(response)) == ["participations-0-person"]


@pytest.fixture
def of_delegations(db, client):
    """Return the browser of somebody who may change delegations, and what else is named."""

    def sign_in(*others: str):
        names = ["view_meeting", "change_meeting", *others]
        names += [f"{action}_delegation" for action in ("view", "add", "change", "delete")]
        user = make_user()
        user.user_permissions.set(Permission.objects.filter(codename__in=names))
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in


@pytest.mark.parametrize("other", [[], ["view_participation"]])
def test_who_may_not_change_participants_removes_no_delegation_with_some(
    of_delegations, seated, other
):
    client = of_delegations(*other)
    assert errors(save(client, change(seated.meeting), **{"delegations-0-DELETE": "on"}))
    assert seated.meeting.delegations.exists()


@pytest.mark.parametrize("other", [[], ["view_participation"]])
def test_who_may_not_change_participants_still_changes_delegations(of_delegations, seated, other):
    save(of_delegations(*other), change(seated.meeting), **{"delegations-0-role": "host"})
    assert seated.meeting.delegations.get().role == "host"


def test_who_may_only_look_at_participants_removes_an_empty_delegation(of_delegations, seated):
    make_delegation(meeting=seated.meeting, order=1)
    client, address = of_delegations("view_participation"), change(seated.meeting)
    data = shown(client.get(address)) | {"delegations-1-DELETE": "on"}
    # A browser shows such a row as text and sends its key only.
    keys = {"participations-0-id", "participations-0-meeting"}
    sent = {name: data[name] for name in data if "participations-0" not in name or name in keys}
    assert client.post(address, sent).status_code == 302
    assert list(seated.meeting.delegations.all()) == [seated.delegation]
