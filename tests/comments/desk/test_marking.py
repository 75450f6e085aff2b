"""A comment's text with what was found in it, and with what an edit changed."""

import html

from django.utils.html import strip_tags
from hypothesis import given
from hypothesis import strategies as st

from comments.desk import marking

SPANS = st.lists(st.tuples(st.integers(-3, 30), st.integers(-3, 30)), max_size=6)


def test_what_was_found_is_marked_and_everything_is_escaped():
    assert marking.mark("Buy <now>!", [(4, 9)]) == "Buy <mark>&lt;now&gt;</mark>!"


def test_spans_that_touch_or_overlap_are_one():
    assert marking.mark("abcdef", [(3, 5), (0, 2), (1, 3)]) == "<mark>abcde</mark>f"


def test_a_span_beyond_the_text_ends_with_it():
    assert marking.mark("abc", [(2, 9), (5, 7)]) == "ab<mark>c</mark>"


@given(st.text(max_size=20), SPANS)
def test_marking_keeps_every_character(text, spans):
    shown = marking.mark(text, spans).replace("<br>", "\n")
    bare = shown.replace("<mark>", "").replace("</mark>", "")
    assert html.unescape(bare) == text.replace("\r\n", "\n")


def test_lines_stay_lines():
    assert marking.mark("a\r\nb\nc", []) == "a<br>b<br>c"


def test_an_edit_shows_what_it_takes_away_and_what_it_adds():
    assert marking.compare("one two", "one <b>") == "one <del>two</del><ins>&lt;b&gt;</ins>"
    assert marking.compare("a", "a b") == "a<ins> b</ins>"
    assert marking.compare("a b", "a") == "a<del> b</del>"


@given(st.text("ab \n", max_size=20), st.text("ab \n", max_size=20))
def test_of_an_edit_the_new_words_are_all_there(old, new):
    compared = marking.compare(old, new).replace("<br>", "\n")
    kept = "".join(part.rpartition("</del>")[2] for part in compared.split("<del>"))
    assert strip_tags(kept) == new
