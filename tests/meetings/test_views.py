import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from articles import publishing
from articles.models import Coverage
from meetings.models import (
    AgendaItem,
    Participation,
)
from tests.factories import (
    make_delegation,
    make_edition,
    make_meeting,
    make_organization,
    make_outcome,
    make_participation,
    make_person,
    make_place,
    make_step,
)

pytestmark = pytest.mark.django_db


def read(client, address, status=200) -> str:
    """Return the page with each run of white space as one space."""
    response = client.get(address)
    assert response.status_code == status
    return " ".join(response.content.decode().split())


def page_of(client, **fields) -> str:
    return read(client, make_meeting(**fields).get_absolute_url())


# The list


def test_the_list_shows_public_meetings_only(client, reporter_client):
    make_meeting(name="Open talks")
    make_meeting(name="Secret talks", is_public=False)
    for viewer in (client, reporter_client):
        page = read(viewer, "/meetings/")
        assert "Open talks" in page
        assert "Secret talks" not in page


def test_an_empty_list_says_so(client):
    assert "No meetings are recorded here." in read(client, "/meetings/")


def test_the_list_has_twenty_a_page_and_leads_on(client):
    for day in range(1, 22):
        make_meeting(name=f"Talks of day {day}.", day=dt.date(2019, 3, day))
    first = client.get("/meetings/")
    assert len(first.context["meetings"]) == 20
    assert "Talks of day 1." not in first.content.decode()
    second = read(client, f"/meetings/?after={first.context['after']}")
    assert "Talks of day 1." in second
    assert "Earlier meetings" not in second


@pytest.mark.parametrize("certainty", ["inferred", "disputed"])
def test_the_list_says_which_dates_are_uncertain(client, certainty):
    make_meeting(certainty=certainty)
    assert f'<span class="certainty">({certainty})</span>' in read(client, "/meetings/")


def test_the_list_leads_to_the_whole_record(client):
    page = read(client, "/meetings/")
    for address in ("/meetings.json", "/meetings.csv", "/meetings.ics"):
        assert f'<a href="{address}">' in page


def test_a_cursor_that_no_page_gives_is_not_found(client):
    read(client, "/meetings/?after=page-2", status=404)


def queries_of(client, address) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_the_list_takes_the_same_queries_for_any_number(client):
    counts = []
    for _ in range(3):
        delegation = make_delegation(meeting=make_meeting(place=make_place()))
        make_participation(meeting=delegation.meeting, delegation=delegation)
        counts.append(queries_of(client, "/meetings/"))
    assert len(set(counts)) == 1
    assert counts[0] <= 11  # Three are for the meetings, four for the filters; others frame it.


# Who may see a meeting


def test_a_meeting_that_is_not_public_is_not_there_for_readers(client):
    read(client, make_meeting(is_public=False).get_absolute_url(), status=404)


def test_staff_see_it_with_a_notice_and_it_is_kept_nowhere(reporter_client):
    response = reporter_client.get(make_meeting(is_public=False).get_absolute_url())
    page = response.content.decode()
    assert "Not public: only the staff sees this meeting." in page
    assert '<meta name="robots" content="noindex">' in page
    assert "no-store" in response["Cache-Control"]


def test_staff_without_the_permission_do_not_see_it(moderator_client):
    read(moderator_client, make_meeting(is_public=False).get_absolute_url(), status=404)


@pytest.mark.parametrize("address", ["/meetings/", "/meetings/talks/"])
def test_pages_for_readers_depend_on_no_cookie(client, address):
    make_meeting(slug="talks")
    response = client.get(address)
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


def test_a_meeting_that_never_was_is_not_found(client):
    read(client, "/meetings/never/", status=404)


# What its page shows


def test_the_page_says_what_when_and_where(client):
    country = make_place(name="Honduras", kind="country")
    page = page_of(
        client,
        name="Talks",
        place=make_place(name="Tegucigalpa", parent=country),
        host=make_organization(name="Government of Honduras"),
        at=dt.datetime(2019, 3, 26, 20, 30, tzinfo=dt.UTC),
        precision="minute",
        time_zone="America/Tegucigalpa",
    )
    time = '<time datetime="2019-03-26T14:30-06:00">Tuesday, March 26, 2019</time>'
    for part in ("Bilateral meeting", "Tegucigalpa, Honduras", "Government of Honduras", time):
        assert part in page
    assert "2:30 p.m. Tegucigalpa time (UTC−06:00)" in page


def test_a_season_has_no_time_element(client):
    days = {"day": dt.date(2018, 6, 1), "latest": dt.date(2018, 8, 31), "precision": "season"}
    page = page_of(client, **days)
    assert "summer 2018" in page
    assert "<time" not in page


@pytest.mark.parametrize(
    ("certainty", "note", "words"),
    [
        ("inferred", "It was a Tuesday.", "This date is inferred, not stated: It was a Tuesday."),
        ("inferred", "", "This date is inferred, not stated."),
        ("disputed", "They differ.", "This date is disputed: They differ."),
        ("disputed", "", "This date is disputed."),
        ("stated", "By the ministry.", "By the ministry."),
    ],
)
def test_how_well_the_date_is_known_is_said(client, certainty, note, words):
    assert words in page_of(client, certainty=certainty, note=note)


def test_a_date_that_is_stated_is_not_explained(client):
    page = page_of(client)
    assert "inferred" not in page
    assert "disputed" not in page


@pytest.mark.parametrize(("status", "said"), [("held", False), ("cancelled", True)])
def test_the_status_is_said_when_it_was_not_held(client, status, said):
    meeting = make_meeting(status=status)
    assert ("Cancelled" in read(client, meeting.get_absolute_url())) is said
    assert ("cancelled" in read(client, "/meetings/")) is said


def test_participants_stand_on_their_side_with_the_title_of_that_day(client):
    mexico = make_organization(name="Government of Mexico", short_name="Mexico")
    delegation = make_delegation(organization=mexico, role="host")
    seat = {"meeting": delegation.meeting, "delegation": delegation}
    olga = make_person(name="Olga", slug="olga")
    make_participation(**seat, person=olga, title="Secretary", role="head")
    make_participation(**seat, description="other officials", count=3)
    page = read(client, delegation.meeting.get_absolute_url())
    assert 'Mexico</a> <span class="role">(host)</span>' in page
    assert '<a href="/people/olga/">Olga</a>, <span class="held">Secretary</span>' in page
    assert "head of delegation" in page
    assert "other officials (3)" in page


def test_what_is_not_known_of_a_side_is_left_out(client):
    meeting = make_delegation().meeting
    make_participation(meeting=meeting, description="interpreters")
    page = read(client, meeting.get_absolute_url())
    for part in ("No names known", "Also present", "<dd> interpreters </dd>"):
        assert part in page


def test_an_empty_record_has_no_empty_headings(client):
    page = page_of(client)
    for heading in (
        "Who took part",
        "Articles about",
        "Agenda",
        "Summary",
        "Parts",
        "Source",
        "Where",
        "Host",
    ):
        assert heading not in page


def test_agenda_summary_and_source_are_shown(client):
    meeting = make_meeting(summary="One.\n\nTwo.", source="A release", internal_note="Hush")
    AgendaItem.objects.create(meeting=meeting, text="Migration")
    page = read(client, meeting.get_absolute_url())
    for part in ("<li>Migration</li>", "<p>One.</p>", "<p>Two.</p>", "Source: A release"):
        assert part in page
    assert "Hush" not in page


def test_a_visit_leads_to_its_parts_in_order_and_they_lead_back(client):
    visit = make_meeting(name="Visit")
    later = make_meeting(name="Later", parent=visit, order_in_day=2)
    make_meeting(name="Sooner", parent=visit, order_in_day=1)
    page = read(client, visit.get_absolute_url())
    assert page.index("Sooner") < page.index("Later")
    assert f'<a href="{visit.get_absolute_url()}">Visit</a>' in read(
        client, later.get_absolute_url()
    )


def test_what_is_not_public_is_not_given_away_by_its_parts(client):
    hidden = make_meeting(name="Hidden", is_public=False)
    meeting = make_meeting(parent=hidden)
    make_meeting(name="Hidden detail", parent=meeting, is_public=False)
    make_step(agreement=make_step(meeting=meeting).agreement, meeting=hidden, text="Hidden step")
    assert "Hidden" not in read(client, meeting.get_absolute_url())


def test_staff_see_the_whole_record(reporter_client):
    hidden = make_meeting(name="Hidden whole", is_public=False)
    meeting = make_meeting(parent=hidden)
    make_meeting(name="Hidden detail", parent=meeting, is_public=False)
    make_step(agreement=make_step(meeting=meeting).agreement, meeting=hidden, text="Hidden step")
    page = read(reporter_client, meeting.get_absolute_url())
    for part in ("Hidden whole", "Hidden detail", "Hidden step"):
        assert part in page


def test_articles_about_the_meeting_are_listed(client):
    meeting = make_meeting()
    edition = make_edition(headline="They met")
    Coverage.objects.create(edition=edition, meeting=meeting)
    publishing.publish(edition, by=None)
    assert "They met" in read(client, meeting.get_absolute_url())


def test_whatever_was_typed_is_text(client):
    hostile = "<script>alert(1)</script>"
    meeting = make_meeting(name=hostile, summary=hostile, note=hostile, source=hostile)
    Participation.objects.create(meeting=meeting, description=hostile)
    page = read(client, meeting.get_absolute_url())
    assert hostile not in page
    assert escape(hostile) in page


def test_the_page_takes_the_same_queries_for_any_number(client):
    meeting, counts = make_meeting(place=make_place(), parent=make_meeting()), []
    for _ in range(2):
        make_delegation(meeting=meeting)
    for _ in range(2):
        delegation = make_delegation(meeting=meeting)
        make_outcome(meeting=meeting)
        make_participation(meeting=meeting, delegation=delegation)
        make_step(meeting=meeting)
        make_meeting(parent=meeting)
        counts.append(queries_of(client, meeting.get_absolute_url()))
    assert len(set(counts)) == 1
    assert counts[0] <= 22
