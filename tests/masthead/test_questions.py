import pytest
from hypothesis import given
from hypothesis import strategies as st

from masthead import questions


def said(text: str) -> tuple[list[str], list[str]]:
    """Return the terms that are wanted, with * where only the beginning is, and the unwanted."""
    question = questions.ask(text)
    wanted = [f"{term}{'*' if term.is_beginning else ''}" for term in question.wanted]
    return wanted, [str(term) for term in question.unwanted]


@pytest.mark.parametrize(
    ("text", "wanted", "unwanted"),
    [
        ("Sánchez Cordero", ["sanchez", "cordero*"], []),
        ("  Mexico ", ["mexico*"], []),
        ("a", ["a"], []),
        ("“border security” Miami", ["border security", "miami*"], []),
        ('Miami "border security', ["miami", "border security"], []),
        ("honduras -miami", ["honduras"], ["miami"]),
        ('honduras -"el salvador" x', ["honduras", "x"], ["el salvador"]),
        ("U.S.-Mexico talks", ["us mexico", "talks*"], []),
        ("O’Brien", ["o brien*"], []),
        ("one - two", ["one", "two*"], []),
        ("AND (OR) NOT* NEAR/2 a:b", ["and", "or", "not", "near 2", "a b"], []),
        ("-only", [], ["only"]),
        ("?! … \0 “”", [], []),
        ("", [], []),
    ],
)
def test_a_text_is_read_as_a_question(text, wanted, unwanted):
    assert said(text) == (wanted, unwanted)


def test_a_long_text_is_cut():
    question = questions.ask("word " * 2000)
    assert len(question.text) <= questions.LONGEST
    assert len(question.wanted) == questions.MOST_TERMS


def test_what_is_shown_again_has_nothing_that_no_page_may_hold():
    assert questions.ask("a\0b\ud800c\x1bd").text == "a b c d"


@given(st.text(alphabet=st.characters(exclude_categories=[]), max_size=300))
def test_any_text_is_a_question(text):
    question = questions.ask(text)
    assert question.text.isprintable()
    for term in question.wanted + question.unwanted:
        assert all(word.isalnum() for word in term.words)
