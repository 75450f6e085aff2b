import pytest
from hypothesis import given
from hypothesis import strategies as st

from masthead import questions
from newsroom.searching import passages
from newsroom.searching.passages import Marker, Piece


def shown(pieces: list[Piece]) -> str:
    return "".join(f"[{piece.text}]" if piece.is_match else piece.text for piece in pieces)


@pytest.mark.parametrize(
    ("question", "text", "marked"),
    [
        ("sanchez", "Olga Sánchez met.", "Olga [Sánchez] met."),
        ("sanchez", "Sa\N{COMBINING ACUTE ACCENT}nchez", "[Sánchez]"),
        ("meet", "Meetings, meeting", "[Meetings], [meeting]"),
        ("meet x", "Meetings meet", "Meetings [meet]"),
        ("us talks", "U.S. talks", "[U.S]. [talks]"),
        ("“border security”", "Border-security and a border", "[Border-security] and a border"),
        ("and", "Andes <b>and</b>", "[Andes] <b>[and]</b>"),
        ("x", "Nothing.", "Nothing."),
        ("x", "", ""),
    ],
)
def test_words_are_marked_as_they_are_found(question, text, marked):
    assert shown(Marker(questions.ask(question)).marked(text)) == marked


def test_a_passage_is_where_most_of_the_words_are():
    text = "Miami. " + "Nothing here. " * 40 + "Then Miami and Mexico. " + "Nothing more. " * 40
    passage = shown(Marker(questions.ask("miami mexico")).passage(text))
    assert "Then [Miami] and [Mexico]." in passage
    assert passage.startswith("…")
    assert passage.endswith("…")


def test_a_short_text_is_shown_whole():
    assert shown(Marker(questions.ask("late")).passage("Early and late.")) == "Early and [late]."


def test_a_text_without_the_words_is_shown_from_its_beginning():
    passage = shown(Marker(questions.ask("miami")).passage("Nothing here. " * 40))
    assert passage.startswith("Nothing here. Nothing")
    assert passage.endswith("\N{NO-BREAK SPACE}…")


def test_a_text_without_spaces_is_cut():
    passage = shown(Marker(questions.ask("miami")).passage("x" * 5000))
    assert len(passage) == passages.LENGTH + 2


@given(st.text(max_size=600), st.text(min_size=1, max_size=20))
def test_marking_changes_no_text(text, asked):
    question = questions.ask(f"word {asked}")
    pieces = Marker(question).marked(text)
    assert all(piece.text for piece in pieces)
    assert len(shown(Marker(question).passage(text))) <= 3 * passages.LENGTH
