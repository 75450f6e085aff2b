import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings import pairs
from meetings.models import AgreementParty, Place
from tests.factories import (
    make_agreement,
    make_country,
    make_delegation,
    make_meeting,
    make_participation,
    make_step,
    seat,
)

pytestmark = pytest.mark.django_db

BETWEEN = "/meetings/between/honduras/mexico/"


def read(client, address, status=200) -> str:
    response = client.get(address)
    assert response.status_code == status
    return " ".join(response.text.split())


def queries_of(client, address) -> int:
    with CaptureQueriesContext(connection) as queries:
        read(client, address)
    return len(queries)


@pytest.fixture
def both(db):
    """Return the governments of Honduras and Mexico."""
    return [make_country(name)[1] for name in ("Honduras", "Mexico")]


@pytest.fixture
def meeting(both):
    meeting = make_meeting(name="Talks")
    seat(meeting, *both)
    return meeting


def test_the_pairs_that_met_are_listed(client, meeting):
    page = read(client, "/meetings/between/")
    assert f'<a href="{BETWEEN}">Honduras and Mexico</a>' in page
    assert "1 meeting held, last in 2019" in page


def test_how_often_a_pair_met_is_said(client, both):
    for _ in range(2):
        seat(make_meeting(earliest=None, latest=None, precision="unknown"), *both)
    page = read(client, "/meetings/between/")
    assert "2 meetings held" in page
    assert "last in" not in page


def test_a_meeting_that_was_called_off_is_not_counted(client, both):
    seat(make_meeting(status="cancelled"), *both)
    assert "no meeting held" in read(client, "/meetings/between/")


def test_without_a_pair_the_list_says_so(client):
    assert "No two countries are recorded" in read(client, "/meetings/between/")


def test_the_list_leads_on(client, meeting, monkeypatch):
    monkeypatch.setattr(pairs, "PAIRS_A_PAGE", 1)
    seat(meeting, make_country("Peru")[1])
    page = read(client, "/meetings/between/")
    assert '<a rel="next" href="?after=honduras..mexico">' in page
    assert "Mexico and Peru" in read(client, "/meetings/between/?after=honduras..peru")


@pytest.mark.parametrize("address", ["/meetings/between/", BETWEEN])
def test_a_cursor_that_no_page_gives_is_not_found(client, meeting, address):
    read(client, f"{address}?after=page-2", status=404)


def test_the_list_takes_the_same_queries_for_any_number(client, meeting):
    before = queries_of(client, "/meetings/between/")
    seat(meeting, make_country("Peru")[1])
    assert queries_of(client, "/meetings/between/") == before


# One pair


def test_the_meetings_of_two_are_listed_with_who_led(client, meeting):
    honduras = meeting.delegations.get(organization__short_name="Honduras")
    make_participation(meeting=meeting, delegation=honduras, description="a chief", role="head")
    make_participation(meeting=meeting, delegation=honduras, description="a guard")
    page = read(client, BETWEEN)
    for part in ("<h1>Honduras and Mexico</h1>", "Talks", "Honduras, led by", "a chief"):
        assert part in page
    assert "and others" in page
    assert "a guard" not in page
    assert page.count("No names known") == 1


def test_meetings_of_one_alone_are_left_out(client, meeting, both):
    make_delegation(meeting=make_meeting(name="Alone"), organization=both[0])
    assert "Alone" not in read(client, BETWEEN)


def test_what_is_not_public_is_left_out(client, reporter_client, meeting, both):
    seat(make_meeting(name="Secret talks", is_public=False), *both)
    for viewer in (client, reporter_client):
        assert "Secret talks" not in read(viewer, BETWEEN)


def test_what_became_of_a_meeting_and_where_it_was_is_said(client, both):
    honduras = both[0].country
    seat(make_meeting(status="cancelled", place=honduras), *both)
    page = read(client, BETWEEN)
    assert '<strong class="status">cancelled</strong>' in page
    assert '<span class="where">Honduras</span>' in page


def test_an_agreement_between_them_is_told(client, meeting, both):
    agreement = make_agreement(name="Border treaty")
    for one in both:
        AgreementParty.objects.create(agreement=agreement, organization=one)
    make_step(agreement=agreement, meeting=meeting)
    make_step(agreement=agreement, text="A call for it.")
    page = read(client, BETWEEN)
    assert "Border treaty" in page
    assert "At this meeting" not in page


def test_the_other_order_leads_to_the_alphabetical_one(client, meeting):
    response = client.get("/meetings/between/mexico/honduras/")
    assert (response.status_code, response["Location"]) == (301, BETWEEN)


@pytest.mark.parametrize(
    "pair", ["honduras/honduras", "honduras/zz", "aa/honduras", "guatemala/mexico"]
)
def test_two_that_did_not_meet_have_no_page(client, meeting, pair):
    make_country("Guatemala")
    read(client, f"/meetings/between/{pair}/", status=404)


def test_a_pair_that_met_in_secret_only_has_no_page(client, reporter_client, meeting):
    type(meeting).objects.update(is_public=False)
    for viewer in (client, reporter_client):
        read(viewer, BETWEEN, status=404)


def test_many_meetings_lead_on(client, both, monkeypatch):
    monkeypatch.setattr(pairs, "A_PAGE", 1)
    for day in (1, 2):
        seat(make_meeting(name=f"Of day {day}", day=dt.date(2019, 3, day)), *both)
    first = client.get(BETWEEN)
    assert "Of day 1" not in first.text
    assert f'<a rel="next" href="?after={first.context["after"]}">' in first.text
    assert "Of day 1" in read(client, f"{BETWEEN}?after={first.context['after']}")


def test_the_page_takes_the_same_queries_for_any_number(client, both):
    counts = []
    for _ in range(3):
        meeting = make_meeting()
        make_participation(meeting=meeting, delegation=seat(meeting, *both)[0])
        counts.append(queries_of(client, BETWEEN))
    assert len(set(counts)) == 1


def test_a_country_that_became_a_region_by_mistake_breaks_no_page(client, meeting, both):
    Place.objects.filter(slug="mexico").update(kind="region")
    assert "Mexico" in read(client, "/meetings/between/")
    assert "Mexico" in read(client, meeting.get_absolute_url())
