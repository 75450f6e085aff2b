import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings import paging


@given(
    day=st.none() | st.dates(),
    order=st.integers(min_value=0, max_value=32767),
    pk=st.integers(min_value=1, max_value=10**15),
)
def test_a_cursor_is_read_as_it_was_written(day, order, pk):
    assert paging.read(paging.write(day, order, pk)) == (day, order, pk)


def test_a_cursor_can_be_read_by_people():
    assert paging.write(dt.date(2019, 3, 27), 2, 17) == "2019-03-27-2-17"
    assert paging.write(None, 0, 17) == "undated-0-17"


@pytest.mark.parametrize(
    "cursor",
    [
        "",
        "17",
        "2019-13-27-2-17",
        "2019-03-27-2-17\n",
        "2019-03-27-x-17",
        "2019-03-27-2--17",
        "2019-03-27-2-" + "9" * 19,
        "\uff12019-03-27-2-17",
    ],
)
def test_any_other_cursor_is_refused(cursor):
    with pytest.raises(paging.BadCursor):
        paging.read(cursor)
