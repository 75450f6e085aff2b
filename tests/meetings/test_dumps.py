"""The whole public record as JSON and CSV."""

import csv
import io
import json

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from masthead import versions
from masthead.models import Publication
from meetings import dumps, exporting, tables
from meetings.models import AgreementParty
from tests.factories import (
    make_agreement,
    make_delegation,
    make_meeting,
    make_office,
    make_organization,
    make_participation,
    make_person,
    make_place,
    make_step,
    make_tenure,
)

pytestmark = pytest.mark.django_db

SITE = "https://paper.example"


def as_json():
    return json.loads("".join(dumps.as_json(Publication(name="Paper"), SITE)))


def as_csv():
    return list(csv.DictReader(io.StringIO("".join(dumps.as_csv(SITE)))))


def plant():
    """Return a public meeting that names one of each kind."""
    host = make_organization(name="Government")
    meeting = make_meeting(name="Talks", place=make_place(name="Tegucigalpa"), host=host)
    delegation = make_delegation(meeting=meeting, organization=host)
    person = make_person(name="Ana Sol")
    make_tenure(person=person, office=make_office(organization=host, title="Minister"))
    make_participation(meeting=meeting, delegation=delegation, person=person, title="Minister")
    agreement = make_agreement(name="Compact")
    party = make_organization(name="Neighbour")
    AgreementParty.objects.create(agreement=agreement, organization=party)
    make_step(agreement=agreement, meeting=meeting)
    return meeting


def plant_secrets():
    """Plant a meeting that readers do not see, with what only it names."""
    secret = make_organization(name="Secret agency")
    meeting = make_meeting(
        name="Secret talks", is_public=False, place=make_place(name="Secret place"), host=secret
    )
    make_participation(meeting=meeting, person=make_person(name="Secret person"))
    make_step(agreement=make_agreement(name="Secret pact"), meeting=meeting)


def test_the_record_has_each_kind_with_what_public_meetings_name():
    plant()
    record = as_json()
    kinds = ("meetings", "people", "organizations", "places", "agreements")
    names = {kind: [one["name"] for one in record[kind]] for kind in kinds}
    assert names == {
        "meetings": ["Talks"],
        "people": ["Ana Sol"],
        "organizations": ["Government", "Neighbour"],
        "places": ["Tegucigalpa"],
        "agreements": ["Compact"],
    }


def test_the_record_says_whose_it_is():
    record = as_json()
    assert record["publisher"] == "Paper"
    assert record["credit_text"] == f"Paper, {SITE}"
    assert record["url"] == f"{SITE}/meetings/"


def test_an_office_in_the_record_names_its_organisation():
    plant()
    (person,) = as_json()["people"]
    (membership,) = person["memberships"]
    assert (membership["role"], membership["organization"]["name"]) == ("Minister", "Government")
    assert membership["organization"]["url"].startswith(f"{SITE}/organizations/")


def test_what_is_not_public_is_in_neither():
    plant()
    plant_secrets()
    assert "secret" not in "".join(dumps.as_json(Publication(), SITE)).lower()
    assert "secret" not in "".join(dumps.as_csv(SITE)).lower()


@pytest.mark.parametrize("count", [0, 1, 3, 4, 6, 7])
def test_batches_hold_each_once_in_the_order_of_keys(monkeypatch, count):
    monkeypatch.setattr(exporting, "A_BATCH", 3)
    slugs = [make_meeting().slug for _ in range(count)]
    assert [one["slug"] for one in as_json()["meetings"]] == slugs


def test_a_batch_takes_as_many_queries_however_full():
    plant()
    with CaptureQueriesContext(connection) as one:
        as_json()
    for _ in range(3):
        plant()
    with CaptureQueriesContext(connection) as four:
        as_json()
    assert len(four) == len(one)


def test_nothing_is_read_before_it_is_sent(monkeypatch):
    monkeypatch.setattr(exporting, "A_BATCH", 1)
    plant()
    plant()
    pieces = dumps.as_csv(SITE)
    next(pieces)
    with CaptureQueriesContext(connection) as first:
        next(pieces)
    with CaptureQueriesContext(connection) as rest:
        list(pieces)
    assert first.captured_queries
    assert rest.captured_queries


def test_the_table_has_a_line_for_each_participation():
    meeting = plant()
    make_participation(meeting=meeting, description="other officials", count=3)
    named, group = as_csv()
    assert named["participant"] == "Ana Sol"
    assert (named["title"], named["organization"]) == ("Minister", "Government")
    assert (named["meeting"], named["earliest"]) == ("Talks", "2019-03-26")
    assert (group["participant"], group["person_id"], group["count"]) == (
        "other officials",
        "",
        "3",
    )


def test_a_delegation_or_a_meeting_of_which_nobody_is_named_has_a_line():
    make_delegation(organization=make_organization(name="Observer"))
    make_meeting(name="Call")
    delegation, call = as_csv()
    assert (delegation["organization"], delegation["participant"]) == ("Observer", "")
    assert (call["meeting"], call["organization"], call["participant"]) == ("Call", "", "")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1", "\n=1", "\uff1d1"])
def test_no_cell_is_a_formula(text):
    make_meeting(name=text)
    (line,) = as_csv()
    assert line["meeting"] == f"'{text}"


@pytest.mark.parametrize("text", ["Talks = talks", "a,b", 'say "x"', "two\nlines", "Sánchez"])
def test_other_text_stays_as_it_is(text):
    make_meeting(name=text)
    (line,) = as_csv()
    assert line["meeting"] == text


@pytest.mark.parametrize(
    ("address", "content_type"),
    [
        ("/meetings.json", "application/json"),
        ("/meetings.csv", "text/csv; charset=utf-8; header=present"),
    ],
)
def test_each_is_a_file_that_any_page_may_read(client, address, content_type):
    plant()
    response = client.get(address)
    assert response.streaming
    assert "Ana Sol" in response.getvalue().decode()
    assert response["Content-Type"] == content_type
    assert response["Content-Disposition"] == f'attachment; filename="{address[1:]}"'
    assert response["Access-Control-Allow-Origin"] == "*"
    assert not response.cookies


@pytest.mark.parametrize("address", ["/meetings.json", "/meetings.csv"])
def test_a_file_that_did_not_change_is_not_sent_again(client, address):
    tag = client.get(address)["ETag"]
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 304
    with transaction.atomic():
        versions.bump(versions.SITE)
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize("address", ["/meetings.json", "/meetings.csv"])
def test_head_reads_no_record(client, address):
    plant()
    with CaptureQueriesContext(connection) as queries:
        response = client.head(address)
    assert response["Content-Disposition"]
    assert not [one for one in queries if "meetings_" in one["sql"]]


def test_the_columns_are_described():
    assert all(tables.COLUMNS.values())
