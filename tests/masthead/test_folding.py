import pytest
from hypothesis import given
from hypothesis import strategies as st

from masthead import folding


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Sánchez Cordero", "sanchez cordero"),
        ("SA\N{COMBINING ACUTE ACCENT}NCHEZ", "sanchez"),
        ("U.S.–México: Sánchez’s", "us mexico sanchez s"),
        ("Straße, Łódź, Øre, İzmir", "strasse lodz ore izmir"),
        ("snake_case, e-mail", "snake case e mail"),
        ("東京 Tokyo", "東 京 tokyo"),
        ("Ελλάδα Россия", "ελλαδα россия"),
        ("3.5 per cent.", "3 5 per cent"),
        ("“!?” \0 😀", ""),
        ("", ""),
    ],
)
def test_words_are_compared_without_accents_capitals_and_punctuation(text, words):
    assert folding.words(text) == words


def test_a_text_is_cut_and_so_is_a_word_that_no_language_has():
    assert folding.words("ab " * 100, longest=5) == "ab ab"
    assert folding.words("x" * 300 + " y") == "x" * folding.LONGEST_WORD + " y"


@given(st.text())
def test_folded_words_stay_as_they_are(text):
    words = folding.words(text)
    assert folding.words(words) == words
    assert words == " ".join(words.split())


@given(st.text())
def test_folding_letter_by_letter_keeps_each_place(text):
    assert len(folding.letter_by_letter(text)) == len(text)


def test_letters_are_folded_where_they_stand():
    assert folding.letter_by_letter("Él dijo: ¡Sánchez ß!") == "el dijo: ¡sanchez s!"
