import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from meetings import monthly
from tests.factories import make_meeting, make_place

pytestmark = pytest.mark.django_db

MARCH = "/meetings/calendar/2019/03/"


def read(client, address, status=200) -> str:
    response = client.get(address)
    assert response.status_code == status
    return " ".join(response.text.split())


def entries(client, address) -> dict[int, list[str]]:
    """Return the names of the meetings by day of the month."""
    weeks = client.get(address).context["weeks"]
    days = [day for week in weeks for day in week if day and day.entries]
    return {day.date.day: [entry.meeting.name for entry in day.entries] for day in days}


def months(client, address) -> list[str | None]:
    """Return the first days of the months to which the page leads."""
    found = client.get(address).context["found"]
    return [month and str(month.first) for month in (found.before, found.after)]


def test_a_meeting_stands_on_its_day(client):
    make_meeting(name="Talks", place=make_place(name="Miami"))
    page = read(client, MARCH)
    assert entries(client, MARCH) == {26: ["Talks"]}
    assert '<time datetime="2019-03-26">' in page
    assert "Bilateral meeting · Miami" in page


def test_meetings_of_one_day_stand_in_their_order(client):
    make_meeting(name="Second", order_in_day=2)
    make_meeting(name="First", order_in_day=1)
    assert entries(client, MARCH) == {26: ["First", "Second"]}


def test_a_meeting_of_several_days_stands_on_each(client):
    make_meeting(name="Summit", day=dt.date(2019, 2, 28), latest=dt.date(2019, 3, 2))
    assert entries(client, MARCH) == {1: ["Summit"], 2: ["Summit"]}
    assert read(client, MARCH).count("continued") == 2


def test_a_time_is_said_with_its_zone(client):
    at = dt.datetime(2019, 3, 26, 16, 30, tzinfo=dt.UTC)
    make_meeting(precision="minute", at=at, time_zone="America/Tegucigalpa")
    assert "10:30 a.m. Tegucigalpa time" in read(client, MARCH)


@pytest.mark.parametrize("certainty", ["inferred", "disputed"])
def test_an_uncertain_day_is_said_to_be_so(client, certainty):
    make_meeting(certainty=certainty)
    assert f"(date {certainty})" in read(client, MARCH)


def test_a_cancelled_meeting_is_said_to_be_so(client):
    make_meeting(status="cancelled")
    assert "<strong>cancelled</strong>" in read(client, MARCH)


def test_what_is_dated_to_no_day_stands_below(client):
    span = {"day": dt.date(2019, 3, 1), "latest": dt.date(2019, 3, 31), "precision": "month"}
    make_meeting(name="Some talks", **span)
    page = read(client, MARCH)
    assert "No meeting is recorded for a day of this month." in page
    assert page.index("Some time in this month") < page.index("Some talks")
    assert entries(client, MARCH) == {}


def test_a_month_with_nothing_else_has_no_such_list(client):
    make_meeting()
    assert "Some time in this month" not in read(client, MARCH)


def test_what_is_not_public_stands_in_no_month(client, reporter_client):
    make_meeting(name="Open talks")
    make_meeting(name="Secret talks", is_public=False)
    make_meeting(name="Secret year", is_public=False, precision="year")
    for viewer in (client, reporter_client):
        page = read(viewer, MARCH)
        assert "Open talks" in page
        assert "Secret" not in page


def test_a_month_leads_to_those_that_have_meetings(client):
    for month in (1, 3, 7):
        make_meeting(day=dt.date(2019, month, 5))
    make_meeting(day=dt.date(2019, 2, 5), is_public=False)
    assert months(client, MARCH) == ["2019-01-01", "2019-07-01"]
    assert months(client, "/meetings/calendar/2019/01/") == [None, "2019-03-01"]
    page = read(client, MARCH)
    assert '<a rel="prev" href="/meetings/calendar/2019/01/">January 2019</a>' in page
    assert '<a rel="next" href="/meetings/calendar/2019/07/">July 2019</a>' in page


def test_an_empty_month_between_two_is_shown(client):
    for month in (1, 3):
        make_meeting(day=dt.date(2019, month, 5))
    assert "No meeting is recorded" in read(client, "/meetings/calendar/2019/02/")


@pytest.mark.parametrize(
    "month",
    ["2019/02", "2019/04", "2019/13", "2019/00", "0000/01", "99999/01", "2019/3", "²019/03"],
)
def test_there_is_no_month_outside_of_the_record(client, month):
    make_meeting()
    read(client, f"/meetings/calendar/{month}/", status=404)


@pytest.mark.parametrize(("language", "first"), [("en", "Sunday"), ("es", "lunes")])
def test_the_week_begins_as_the_language_has_it(client, rf, language, first):
    make_meeting()
    with translation.override(language):
        page = monthly.month(rf.get(MARCH), "2019", "03").text
    assert f'abbr="{first}"' in page.split("</th>")[0]


def test_a_full_month_says_that_there_are_more(client, monkeypatch):
    monkeypatch.setattr(monthly, "MOST", 1)
    make_meeting(name="Shown")
    assert "more meetings than are shown" not in read(client, MARCH)
    make_meeting(name="Left out")
    page = read(client, MARCH)
    assert "more meetings than are shown" in page
    assert "Left out" not in page
    assert "/meetings/?year=2019" in page


def test_a_month_takes_the_same_queries_for_any_number(client):
    counts = []
    for _ in range(3):
        make_meeting(place=make_place(parent=make_place()))
        make_meeting(precision="month")
        with CaptureQueriesContext(connection) as queries:
            read(client, MARCH)
        counts.append(len(queries))
    assert len(set(counts)) == 1


# /meetings/calendar/ itself


def leads_to(client):
    response = client.get("/meetings/calendar/")
    assert response.status_code == 303
    return response["Location"]


def test_the_calendar_opens_at_the_newest_meeting_that_was_held(client):
    make_meeting()
    make_meeting(day=dt.date(2031, 1, 1), status="scheduled")
    make_meeting(day=dt.date(2030, 1, 1), is_public=False)
    assert leads_to(client) == MARCH


def test_where_none_was_held_it_opens_at_the_last(client):
    make_meeting(status="scheduled")
    assert leads_to(client) == MARCH


def test_without_a_date_it_leads_to_the_list(client):
    make_meeting(earliest=None, latest=None, precision="unknown")
    assert leads_to(client) == "/meetings/"
