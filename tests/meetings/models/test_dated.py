import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from meetings.models import Meeting, Precision
from tests.factories import make_meeting

DAY = dt.date(2019, 3, 27)
AT = dt.datetime(2019, 3, 27, 20, 30, tzinfo=dt.UTC)
PRECISE = {"earliest": DAY, "precision": "minute", "at": AT, "time_zone": "America/Tegucigalpa"}


def cleaned(**fields) -> Meeting:
    meeting = Meeting(**fields)
    meeting.clean()
    return meeting


@pytest.mark.parametrize(
    ("precision", "latest"),
    [
        ("day", dt.date(2019, 3, 27)),
        ("month", dt.date(2019, 3, 31)),
        ("season", dt.date(2019, 5, 31)),
        ("year", dt.date(2019, 12, 31)),
    ],
)
def test_the_latest_day_follows_from_the_precision(precision, latest):
    assert cleaned(earliest=DAY, precision=precision).latest == latest


def test_the_earliest_day_of_a_month_is_its_first():
    assert cleaned(earliest=DAY, precision="month").earliest == dt.date(2019, 3, 1)


def test_several_months_are_whole_ones():
    meeting = cleaned(earliest=DAY, latest=dt.date(2019, 5, 3), precision="month")
    assert (meeting.earliest, meeting.latest) == (dt.date(2019, 3, 1), dt.date(2019, 5, 31))


def test_a_visit_may_last_several_days():
    meeting = cleaned(earliest=DAY, latest=dt.date(2019, 3, 29))
    assert (meeting.earliest, meeting.latest) == (DAY, dt.date(2019, 3, 29))


def test_an_unknown_date_has_no_days():
    meeting = cleaned(precision="unknown")
    assert (meeting.earliest, meeting.latest) == (None, None)


@pytest.mark.parametrize(
    ("fields", "at_field"),
    [
        ({}, "earliest"),
        ({"latest": DAY}, "earliest"),
        ({"earliest": DAY, "precision": "unknown"}, "earliest"),
        ({"latest": DAY, "precision": "unknown"}, "earliest"),
        ({"earliest": dt.date(19, 3, 27)}, "earliest"),
        ({"earliest": DAY, "latest": dt.date(9999, 12, 31)}, "earliest"),
        ({"earliest": DAY, "latest": dt.date(2019, 3, 26)}, "latest"),
        ({"earliest": DAY, "at": AT}, "at"),
        ({"precision": "unknown", "at": AT}, "at"),
        (PRECISE | {"at": None}, "at"),
        (PRECISE | {"earliest": dt.date(2019, 3, 26)}, "at"),
        (PRECISE | {"at": dt.datetime(9999, 12, 31, 23, tzinfo=dt.UTC)}, "at"),
        (PRECISE | {"time_zone": ""}, "time_zone"),
        (PRECISE | {"time_zone": "Mars/Olympus"}, "time_zone"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(fields, at_field):
    with pytest.raises(ValidationError) as refused:
        cleaned(**fields)
    assert list(refused.value.message_dict) == [at_field]


def test_a_time_zone_has_the_name_that_iana_gives_it():
    with pytest.raises(ValidationError, match="Write it like America/Tegucigalpa"):
        Meeting(earliest=DAY, time_zone="CST").clean_fields()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        ("earliest_before_latest", {"earliest": DAY, "latest": dt.date(2019, 3, 1)}),
        ("date_unless_unknown", {"earliest": None, "latest": None}),
        ("date_unless_unknown", {"precision": Precision.UNKNOWN}),
        ("time_only_to_the_minute", {"precision": Precision.MINUTE}),
        ("time_only_to_the_minute", {"at": AT}),
        ("time_only_to_the_minute", {"precision": Precision.MINUTE, "at": AT}),
    ],
)
def test_the_database_refuses_it_too(constraint, fields):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        make_meeting(**fields)


def test_a_time_is_said_and_marked_as_at_the_place():
    meeting = Meeting(**PRECISE, latest=DAY)
    assert meeting.date_in_words == "Wednesday, March 27, 2019"
    assert meeting.time_in_words == "2:30 p.m. Tegucigalpa time (UTC−06:00)"
    assert meeting.date_mark == "2019-03-27T14:30-06:00"


def test_without_a_time_only_the_day_is_said():
    meeting = Meeting(earliest=DAY, latest=DAY)
    assert (meeting.date_mark, meeting.time_in_words) == ("2019-03-27", "")
