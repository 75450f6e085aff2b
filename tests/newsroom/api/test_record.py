"""The record of meetings as the API tells it."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.models import Meeting
from tests.factories import (
    make_agreement,
    make_delegation,
    make_meeting,
    make_office,
    make_organization,
    make_participation,
    make_person,
    make_step,
    make_tenure,
)

from .planting import plant_meeting, plant_secrets

pytestmark = pytest.mark.django_db

LISTS = ["meetings", "people", "organizations", "places", "agreements"]


def test_a_meeting_tells_who_took_part_as_what(ask):
    plant_meeting()
    meeting = ask("meetings/talks")
    (delegation,) = meeting["delegations"]
    assert (delegation["organization"]["name"], delegation["role"]) == ("Government", "host")
    (head,) = delegation["participants"]
    assert (head["name"], head["title"], head["role"]) == ("Ana Sol", "Minister", "head")
    (others,) = meeting["other_participants"]
    assert (others["name"], others["person"], others["count"]) == ("other officials", None, 3)


def test_a_meeting_tells_where_it_was_and_what_came_of_it(ask):
    plant_meeting()
    meeting = ask("meetings/talks")
    assert meeting["place"]["url"] == "http://testserver/places/talks-city/"
    assert meeting["host"]["name"] == "Government"
    assert meeting["part_of"]["name"] == "Visit"
    assert meeting["agenda"] == ["Migration"]
    assert meeting["outcomes"][0]["agreement"]["name"] == "Compact"
    assert meeting["agreement_steps"][0]["status"] == "signed"


def test_what_is_uncertain_is_told_as_uncertain(ask):
    first, last = dt.date(2018, 6, 1), dt.date(2018, 8, 31)
    fields = {"precision": "season", "certainty": "inferred", "note": "From a letter."}
    make_meeting(slug="talks", earliest=first, latest=last, **fields)
    date = ask("meetings/talks")["date"]
    assert (date["earliest"], date["latest"]) == ("2018-06-01", "2018-08-31")
    assert {name: date[name] for name in fields} == fields
    assert (date["at"], date["time_zone"]) == (None, None)


def test_a_meeting_tells_nothing_that_is_not_public(client):
    meeting = plant_meeting()
    secret = make_meeting(name="Secret visit", is_public=False)
    pact = make_agreement(name="Secret pact")
    meeting.outcomes.create(kind="commitment", text="To talk.", agreement=pact)
    Meeting.objects.filter(pk=meeting.pk).update(parent=secret, internal_note="Secret note")
    response = client.get("/api/v1/meetings/talks")
    assert response.json()["part_of"] is None
    assert "secret" not in response.text.lower()


def test_the_list_of_meetings_holds_each_once_newest_first_undated_last(walk):
    day = dt.date(2019, 3, 26)
    old, late, early, undated = (
        make_meeting(day=day - dt.timedelta(days=400)),
        make_meeting(day=day, order_in_day=2),
        make_meeting(day=day, order_in_day=1),
        make_meeting(earliest=None, latest=None, precision="unknown"),
    )
    expected = [late.slug, early.slug, old.slug, undated.slug]
    assert [one["slug"] for one in walk("meetings")] == expected
    assert [one["slug"] for one in walk("meetings", year=2018)] == [old.slug]


@pytest.mark.parametrize("year", [1, 9999])
def test_the_years_at_the_ends_of_the_calendar_are_answered(walk, year):
    make_meeting()
    assert walk("meetings", year=year) == []


def test_a_person_has_names_and_offices(ask):
    plant_meeting()
    person = ask("people/talks-ana")
    assert [one["name"] for one in person["other_names"]] == ["A. Sol"]
    (membership,) = person["memberships"]
    assert membership["role"] == "Minister"
    assert membership["organization"]["url"] == "http://testserver/organizations/talks-government/"
    assert (membership["start_date"], membership["end_date"]) == ("2018-01-01", None)


def test_an_employer_without_a_public_page_is_a_name_alone(ask):
    person = make_person(slug="ana")
    make_participation(person=person)
    office = make_office(organization=make_organization(name="Ministry"))
    make_tenure(person=person, office=office)
    (membership,) = ask("people/ana")["memberships"]
    assert membership["organization"] == {"name": "Ministry", "id": None, "url": None}


def test_an_organisation_names_what_is_around_it_only_if_that_is_public(ask):
    hidden = make_organization(name="Hidden", slug="hidden")
    ministry = make_organization(slug="ministry", parent=hidden)
    make_delegation(organization=ministry)
    assert ask("organizations/ministry")["parent"] is None
    make_delegation(organization=hidden)
    assert ask("organizations/ministry")["parent"]["name"] == "Hidden"


def test_an_organisation_has_its_names_and_its_country(ask):
    plant_meeting()
    organization = ask("organizations/talks-government")
    assert organization["other_names"] == [{"name": "Gobierno", "note": "Spanish"}]
    assert organization["country"]["name"] == "Honduras"


def test_a_place_names_the_one_around_it(ask):
    plant_meeting()
    assert ask("places/talks-city")["parent"]["name"] == "Honduras"
    assert ask("places/talks-country")["country_code"] == "HN"


def test_an_agreement_has_the_steps_that_are_public(ask):
    plant_meeting()
    agreement = ask("agreements/talks-compact")
    assert [one["name"] for one in agreement["parties"]] == ["Government"]
    assert agreement["areas"] == ["Borders"]
    assert agreement["other_names"] == ["regional compact"]
    (step,) = agreement["steps"]
    assert (step["status"], step["meeting"]["name"]) == ("signed", "Talks")


def test_a_step_at_a_meeting_that_is_not_public_is_left_out(ask):
    agreement = make_agreement(slug="pact")
    make_step(agreement=agreement, meeting=make_meeting())
    make_step(agreement=agreement, meeting=make_meeting(is_public=False), status="signed")
    assert [one["status"] for one in ask("agreements/pact")["steps"]] == ["proposed"]


@pytest.mark.parametrize("path", [*LISTS, "articles", "comments", "topics"])
def test_no_list_holds_what_is_not_public(client, path):
    plant_secrets()
    assert "secret" not in client.get(f"/api/v1/{path}").text.lower()


@pytest.mark.parametrize(
    "path",
    [
        "meetings/secret-meeting",
        "people/secret-person",
        "organizations/secret-agency",
        "places/secret-place",
        "agreements/secret-pact",
        "articles/secret-draft",
    ],
)
def test_what_is_not_public_is_not_found(client, path):
    plant_secrets()
    assert client.get(f"/api/v1/{path}").status_code == 404


@pytest.mark.parametrize("path", LISTS)
def test_a_list_holds_each_once(walk, path):
    for slug in ("first", "second", "third"):
        plant_meeting(slug)
    slugs = [one["slug"] for one in walk(path)]
    assert len(slugs) >= 3
    assert len(set(slugs)) == len(slugs)


@pytest.mark.parametrize("path", LISTS)
def test_a_list_takes_as_many_queries_however_long(ask, path):
    plant_meeting("first")
    with CaptureQueriesContext(connection) as short:
        ask(path)
    plant_meeting("second")
    plant_meeting("third")
    with CaptureQueriesContext(connection) as long:
        ask(path)
    assert len(long) == len(short)
