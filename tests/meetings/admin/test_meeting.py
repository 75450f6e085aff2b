import datetime as dt

import pytest

from masthead import versions
from meetings.models import Delegation, Meeting, Organization, Participation
from tests.factories import (
    make_meeting,
    make_office,
    make_organization,
    make_person,
    make_place,
    make_tenure,
)

from .filling import ADD, NEW, change, save, save_page

pytestmark = pytest.mark.django_db


def test_a_new_meeting_is_saved_at_once_with_its_sides(reporter_client):
    mexico, states, olga = make_organization(), make_organization(), make_person()
    rows = {
        "delegations-0-organization": mexico.pk,
        "delegations-1-organization": states.pk,
        "participations-0-organization": mexico.pk,
        "participations-0-person": olga.pk,
        "participations-1-organization": mexico.pk,
        "participations-1-description": "other officials",
    }
    assert save(reporter_client, ADD, **NEW, **rows).status_code == 302
    meeting = Meeting.objects.get()
    assert [side.delegation.organization for side in meeting.sides()] == [mexico, states]
    assert [str(row) for row in meeting.sides()[0].participations] == [str(olga), "other officials"]


def test_the_agenda_is_saved_in_its_order(reporter_client):
    save(
        reporter_client,
        ADD,
        **NEW,
        **{"agenda-0-text": "Trade", "agenda-0-order": 2},
        **{"agenda-1-text": "Migration", "agenda-1-order": 1},
    )
    assert [str(item) for item in Meeting.objects.get().agenda.all()] == ["Migration", "Trade"]


def test_a_meeting_with_nothing_but_a_date_can_be_saved(reporter_client):
    save(reporter_client, ADD, **NEW)
    meeting = Meeting.objects.get()
    assert (meeting.latest, meeting.is_public) == (dt.date(2019, 3, 26), False)


def test_a_missing_delegation_is_added_once(reporter_client):
    mexico = make_organization()
    rows = {f"participations-{n}-organization": mexico.pk for n in (0, 1)}
    people = {f"participations-{n}-person": make_person().pk for n in (0, 1)}
    save(reporter_client, ADD, **NEW, **rows, **people)
    assert Delegation.objects.get().organization == mexico
    assert Delegation.objects.get().participations.count() == 2


def test_who_is_for_nobody_has_no_delegation(reporter_client):
    save(reporter_client, ADD, **NEW, **{"participations-0-person": make_person().pk})
    assert Participation.objects.get().delegation is None


def test_an_empty_title_is_filled_in_and_a_typed_one_kept(reporter_client):
    office = make_office(title="Secretary", allows_several_holders=True)
    one, other = make_tenure(office=office).person, make_tenure(office=office).person
    rows = {
        "participations-0-person": one.pk,
        "participations-1-person": other.pk,
        "participations-1-title": "Envoy",
    }
    save(reporter_client, ADD, **NEW, **rows)
    assert list(Participation.objects.values_list("title", flat=True)) == ["Secretary", "Envoy"]


def test_the_form_offers_empty_rows_for_a_new_meeting_only(reporter_client):
    counts = []
    for address in (ADD, change(make_meeting())):
        page = reporter_client.get(address)
        inlines = page.context["inline_admin_formsets"]
        counts.append([inline.formset.total_form_count() for inline in inlines])
    assert counts == [[2, 3, 0, 0], [0, 0, 0, 0]]


def test_organizations_are_found_while_typing(reporter_client):
    make_organization(name="Government of Mexico")
    field = {"app_label": "meetings", "model_name": "delegation", "field_name": "organization"}
    found = reporter_client.get("/admin/autocomplete/", field | {"term": "mex"}).json()
    assert [row["text"] for row in found["results"]] == ["Government of Mexico"]


# What follows from a save


def test_a_change_raises_the_sequence_in_the_database(reporter_client, seated):
    meeting = seated.meeting
    save(reporter_client, change(meeting), name="Better talks")
    save(reporter_client, change(meeting), **{"participations-0-title": "Envoy"})
    meeting.refresh_from_db()
    assert (meeting.sequence, meeting.name) == (2, "Better talks")


def test_a_new_meeting_and_an_unchanged_one_keep_their_sequence(reporter_client):
    save(reporter_client, ADD, **NEW)
    save(reporter_client, change(Meeting.objects.get()))
    assert Meeting.objects.get().sequence == 0


def test_a_stale_form_does_not_lower_the_sequence(reporter_client):
    meeting = make_meeting()
    page = reporter_client.get(change(meeting))
    Meeting.objects.update(sequence=7)
    save_page(reporter_client, page, name="Better talks")
    assert Meeting.objects.get().sequence == 8


def test_a_save_raises_the_version_of_the_site(reporter_client):
    before = versions.number(versions.SITE)
    save(reporter_client, ADD, **NEW)
    assert versions.number(versions.SITE) == before + 1


def test_a_refused_save_does_not(reporter_client):
    before = versions.number(versions.SITE)
    save(reporter_client, ADD, **(NEW | {"earliest": ""}))
    assert versions.number(versions.SITE) == before


def test_a_meeting_is_deleted_with_all_its_rows(administrator_client, seated):
    before = versions.number(versions.SITE)
    address = f"/admin/meetings/meeting/{seated.meeting_id}/delete/"
    administrator_client.post(address, {"post": "yes"})
    assert not Meeting.objects.exists()
    assert versions.number(versions.SITE) == before + 1


def test_a_reporter_deletes_no_meeting(reporter_client, seated):
    address = f"/admin/meetings/meeting/{seated.meeting_id}/delete/"
    assert reporter_client.post(address, {"post": "yes"}).status_code == 403


def test_an_organization_that_took_part_is_not_deleted(administrator_client, seated):
    organization = seated.delegation.organization
    address = f"/admin/meetings/organization/{organization.pk}/delete/"
    administrator_client.post(address, {"post": "yes"})
    assert Organization.objects.filter(pk=organization.pk).exists()


# The list


def test_the_list_tells_meetings_apart(reporter_client):
    make_meeting(name="Talks", place=make_place(name="Miami"))
    make_meeting(name="Call", precision="month")
    page = reporter_client.get("/admin/meetings/meeting/?q=").content.decode()
    for part in ("Talks", "Tuesday, March 26, 2019", "Miami", "March 2019"):
        assert part in page


def test_meetings_are_found_by_who_took_part(reporter_client, seated):
    make_meeting()
    address = f"/admin/meetings/meeting/?q={seated.person.name.replace(' ', '+')}"
    changelist = reporter_client.get(address).context["cl"]
    assert list(changelist.queryset) == [seated.meeting]


@pytest.mark.parametrize("query", ["q=%00", "earliest__year=x", "format__exact=no", "p=99", "o=9"])
def test_odd_addresses_of_the_list_break_nothing(reporter_client, query):
    assert reporter_client.get(f"/admin/meetings/meeting/?{query}").status_code in {200, 302}


def test_the_form_has_no_inline_style(reporter_client, seated):
    page = reporter_client.get(change(seated.meeting)).content.decode()
    assert " style=" not in page
