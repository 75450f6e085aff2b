import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.months import Month, NoSuchMonth

MARCH = Month.of(2019, 3)
SUNDAY = 6


def test_a_month_knows_its_last_day_and_its_address():
    february = Month.of(2020, 2)
    assert february.last == dt.date(2020, 2, 29)
    assert february.address == ("2020", "02")


def test_a_month_is_around_each_of_its_days():
    assert Month.around(dt.date(2019, 3, 31)) == MARCH


@pytest.mark.parametrize(("year", "month"), [(2019, 0), (2019, 13), (0, 1), (10_000, 1)])
def test_there_is_no_month_beyond_the_calendar(year, month):
    with pytest.raises(NoSuchMonth):
        Month.of(year, month)


@pytest.mark.parametrize(("first_weekday", "before"), [(0, 4), (SUNDAY, 5)])
def test_weeks_begin_on_the_day_that_is_asked_for(first_weekday, before):
    first = MARCH.weeks(first_weekday)[0]
    assert first[before] == dt.date(2019, 3, 1)
    assert first[:before] == [None] * before


@given(day=st.dates(), first_weekday=st.integers(min_value=0, max_value=SUNDAY))
def test_weeks_have_each_day_of_the_month_once(day, first_weekday):
    month = Month.around(day)
    days = [one for week in month.weeks(first_weekday) for one in week if one]
    assert days == [month.first.replace(day=number) for number in range(1, month.last.day + 1)]


def test_days_outside_of_the_month_are_cut_off():
    days = MARCH.days_from_to(dt.date(2019, 2, 27), dt.date(2019, 3, 2))
    assert days == [dt.date(2019, 3, 1), dt.date(2019, 3, 2)]
