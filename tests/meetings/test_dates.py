import datetime as dt
import zoneinfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings import dates

PRECISIONS = st.sampled_from(["minute", "day", "month", "season", "year"])
TEGUCIGALPA = zoneinfo.ZoneInfo("America/Tegucigalpa")
NEW_YORK = zoneinfo.ZoneInfo("America/New_York")


@pytest.mark.parametrize(
    ("day", "precision", "first", "last"),
    [
        ("2019-03-26", "day", "2019-03-26", "2019-03-26"),
        ("2019-03-26", "minute", "2019-03-26", "2019-03-26"),
        ("2019-02-10", "month", "2019-02-01", "2019-02-28"),
        ("2020-02-10", "month", "2020-02-01", "2020-02-29"),
        ("2018-12-31", "month", "2018-12-01", "2018-12-31"),
        ("2018-07-04", "season", "2018-06-01", "2018-08-31"),
        ("2018-12-01", "season", "2018-12-01", "2019-02-28"),
        ("2019-02-28", "season", "2018-12-01", "2019-02-28"),
        ("2018-07-04", "year", "2018-01-01", "2018-12-31"),
        ("0001-01-01", "season", "0001-01-01", "0001-02-28"),
        ("9999-12-31", "season", "9999-12-01", "9999-12-31"),
    ],
)
def test_a_span_is_the_whole_day_month_season_or_year(day, precision, first, last):
    expected = (dt.date.fromisoformat(first), dt.date.fromisoformat(last))
    assert dates.span(dt.date.fromisoformat(day), precision) == expected


@given(day=st.dates(), precision=PRECISIONS)
def test_a_span_holds_its_day_and_each_of_its_days_has_the_same_span(day, precision):
    first, last = dates.span(day, precision)
    assert first <= day <= last
    assert dates.span(first, precision) == dates.span(last, precision) == (first, last)


@given(one=st.dates(), other=st.dates(), precision=PRECISIONS)
def test_widening_holds_both_ends_and_changes_nothing_the_second_time(one, other, precision):
    earliest, latest = sorted([one, other])
    wide = dates.widen(earliest, latest, precision)
    assert wide[0] <= earliest <= latest <= wide[1]
    assert dates.widen(*wide, precision) == wide


def test_widening_without_a_latest_day_is_one_span():
    widened = dates.widen(dt.date(2018, 7, 4), None, "season")
    assert widened == (dt.date(2018, 6, 1), dt.date(2018, 8, 31))


@pytest.mark.parametrize(
    ("earliest", "latest", "precision", "words"),
    [
        ("2019-03-26", "2019-03-26", "day", "Tuesday, March 26, 2019"),
        ("2019-03-27", "2019-03-27", "minute", "Wednesday, March 27, 2019"),
        ("2019-04-01", "2019-04-02", "day", "Monday, April 1, 2019 – Tuesday, April 2, 2019"),
        ("2019-02-01", "2019-02-28", "month", "February 2019"),
        ("2018-06-01", "2018-08-31", "month", "June 2018 – August 2018"),
        ("2018-06-01", "2018-08-31", "season", "summer 2018"),
        ("2018-12-01", "2019-02-28", "season", "winter 2018–19"),
        ("1999-12-01", "2000-02-29", "season", "winter 1999–00"),
        ("2018-06-01", "2019-05-31", "season", "summer 2018 – spring 2019"),
        ("2018-01-01", "2018-12-31", "year", "2018"),
        ("2016-01-01", "2018-12-31", "year", "2016 – 2018"),
    ],
)
def test_a_date_is_said_as_well_as_it_is_known(earliest, latest, precision, words):
    days = dt.date.fromisoformat(earliest), dt.date.fromisoformat(latest)
    assert dates.say(*days, precision) == words


def test_an_unknown_date_is_said_to_be_so():
    assert dates.say(None, None, "unknown") == "date unknown"


@given(one=st.dates(), other=st.dates(), precision=PRECISIONS)
def test_every_date_can_be_said_and_marked(one, other, precision):
    earliest, latest = dates.widen(*sorted([one, other]), precision)
    assert dates.say(earliest, latest, precision)
    assert isinstance(dates.mark(earliest, latest, precision), str)


@pytest.mark.parametrize(
    ("earliest", "latest", "precision", "mark"),
    [
        ("2019-03-26", "2019-03-26", "day", "2019-03-26"),
        ("2019-02-01", "2019-02-28", "month", "2019-02"),
        ("2018-01-01", "2018-12-31", "year", "2018"),
        ("2018-06-01", "2018-08-31", "season", ""),
        ("2019-03-26", "2019-03-28", "day", ""),
    ],
)
def test_a_mark_is_given_where_html_has_a_form_for_it(earliest, latest, precision, mark):
    days = dt.date.fromisoformat(earliest), dt.date.fromisoformat(latest)
    assert dates.mark(*days, precision) == mark


def test_an_unknown_date_has_no_mark():
    assert dates.mark(None, None, "unknown") == ""


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (dt.date(2017, 12, 6), dt.date(2019, 4, 10), "December 6, 2017 – April 10, 2019"),
        (dt.date(2018, 12, 1), None, "since December 1, 2018"),
        (None, dt.date(2019, 4, 10), "until April 10, 2019"),
        (None, None, ""),
    ],
)
def test_a_time_in_office_is_said_from_its_start_to_its_end(first, last, words):
    assert dates.say_from_to(first, last) == words


@pytest.mark.parametrize(
    ("hour", "zone", "words"),
    [
        (16, TEGUCIGALPA, "10:30 a.m. Tegucigalpa time (UTC−06:00)"),
        (6, TEGUCIGALPA, "12:30 a.m. Tegucigalpa time (UTC−06:00)"),
        (18, TEGUCIGALPA, "12:30 p.m. Tegucigalpa time (UTC−06:00)"),
        (16, NEW_YORK, "12:30 p.m. New York time (UTC−04:00)"),
        (16, zoneinfo.ZoneInfo("Asia/Kolkata"), "10:00 p.m. Kolkata time (UTC+05:30)"),
        (16, zoneinfo.ZoneInfo("UTC"), "4:30 p.m. UTC"),
    ],
)
def test_a_time_is_said_as_at_the_place(hour, zone, words):
    assert dates.say_time(dt.datetime(2019, 3, 27, hour, 30, tzinfo=dt.UTC), zone) == words


def test_a_time_at_a_place_is_found_in_utc():
    at = dates.moment(dt.date(2019, 3, 27), dt.time(10, 30), TEGUCIGALPA)
    assert at == dt.datetime(2019, 3, 27, 16, 30, tzinfo=dt.UTC)


def test_of_two_such_times_the_first_is_meant():
    at = dates.moment(dt.date(2019, 11, 3), dt.time(1, 30), NEW_YORK)
    assert at == dt.datetime(2019, 11, 3, 5, 30, tzinfo=dt.UTC)


def test_a_time_that_the_clocks_skipped_is_none():
    with pytest.raises(dates.NoSuchTime):
        dates.moment(dt.date(2019, 3, 10), dt.time(2, 30), NEW_YORK)
