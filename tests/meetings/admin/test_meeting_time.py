import datetime as dt

import pytest

from meetings.models import Meeting
from tests.factories import make_meeting, make_place

from .filling import ADD, NEW, change, errors, save

pytestmark = pytest.mark.django_db


def test_a_time_is_that_of_the_place(reporter_client):
    place = make_place(time_zone="America/Tegucigalpa")
    save(reporter_client, ADD, **NEW, at="14:30", place=place.pk)
    meeting = Meeting.objects.get()
    assert meeting.at == dt.datetime(2019, 3, 26, 20, 30, tzinfo=dt.UTC)
    assert (meeting.precision, meeting.time_zone) == ("minute", "America/Tegucigalpa")


def test_a_time_zone_that_is_given_counts_more(reporter_client):
    place = make_place(time_zone="America/Tegucigalpa")
    save(reporter_client, ADD, **NEW, at="14:30", place=place.pk, time_zone="UTC")
    assert Meeting.objects.get().at == dt.datetime(2019, 3, 26, 14, 30, tzinfo=dt.UTC)


def test_a_time_that_the_clocks_skipped_is_refused(reporter_client):
    skipped = {"earliest": "2019-03-10", "at": "02:30", "time_zone": "America/New_York"}
    assert list(errors(save(reporter_client, ADD, **(NEW | skipped)))) == ["at"]


@pytest.fixture
def timed() -> Meeting:
    at = dt.datetime(2019, 3, 27, 3, 30, tzinfo=dt.UTC)
    return make_meeting(at=at, precision="minute", time_zone="America/Tegucigalpa")


def test_a_form_that_is_saved_unchanged_changes_nothing(reporter_client, timed):
    before = Meeting.objects.values().get()
    save(reporter_client, change(timed))
    assert Meeting.objects.values().get() == before


def test_a_time_moves_with_its_day(reporter_client, timed):
    save(reporter_client, change(timed), earliest="2019-03-27")
    timed.refresh_from_db()
    assert timed.at == dt.datetime(2019, 3, 28, 3, 30, tzinfo=dt.UTC)


def test_a_time_can_be_taken_back(reporter_client, timed):
    save(reporter_client, change(timed), at="", precision="day")
    timed.refresh_from_db()
    assert (timed.at, timed.precision) == (None, "day")


def test_the_last_day_follows_a_corrected_first_one(reporter_client):
    meeting = make_meeting()
    save(reporter_client, change(meeting), earliest="2019-04-01")
    meeting.refresh_from_db()
    assert (meeting.earliest, meeting.latest) == (dt.date(2019, 4, 1), dt.date(2019, 4, 1))


def test_a_last_day_of_its_own_is_shown_and_kept(reporter_client):
    meeting = make_meeting(latest=dt.date(2019, 3, 29))
    save(reporter_client, change(meeting), earliest="2019-03-27")
    meeting.refresh_from_db()
    assert meeting.latest == dt.date(2019, 3, 29)
