from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from comments import marks


def test_a_name_always_has_the_same_mark():
    marks.draw.cache_clear()
    first = marks.draw("Ana")
    marks.draw.cache_clear()
    assert marks.draw("Ana") == first


def test_names_have_different_marks():
    assert len({marks.draw(f"Reader {number}") for number in range(100)}) > 95


@given(st.text())
def test_a_mark_is_small_valid_and_hidden_from_screen_readers(name):
    svg = marks.draw(name)
    assert ET.fromstring(svg).get("aria-hidden") == "true"  # noqa: S314 - our own.
    assert len(svg) <= 200
    assert "style" not in svg
