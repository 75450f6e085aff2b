import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles import paging

moments = st.datetimes(timezones=st.just(dt.UTC))


@given(moments, st.integers(0, 10**18 - 1))
def test_a_cursor_is_read_as_it_was_written(moment, pk):
    assert paging.read(paging.write(moment, pk)) == (moment, pk)


@given(st.text() | st.from_regex(r"-?\d+-\d+"))
def test_a_cursor_is_read_or_refused(cursor):
    try:
        moment, pk = paging.read(cursor)
    except paging.BadCursor:
        return
    assert moment.tzinfo == dt.UTC
    assert pk >= 0


@pytest.mark.parametrize(
    "cursor",
    ["", "1", "1-", "-1", "a-b", "1-2-3", "1--2", "1-2\n", " 1-2", "1.5-2", "٣-٣", "9" * 19 + "-1"],
)
def test_what_no_page_gives_is_refused(cursor):
    with pytest.raises(paging.BadCursor):
        paging.read(cursor)


@pytest.mark.parametrize("microseconds", ["-62135596800000001", "253402300800000000"])
def test_a_time_beyond_the_calendar_is_refused(microseconds):
    with pytest.raises(paging.BadCursor):
        paging.read(f"{microseconds}-1")
