import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles import addresses


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/articles/old-news/", "old news"),
        ("/2019/03/regional_compact.html", "regional compact"),
        ("/articles/señora-sánchez", "señora sánchez"),
        ("/a/--/", "a"),
        ("/", ""),
        ('/"><script>alert(1)</script>', "script"),
        ("/x\x00y", "x y"),
    ],
)
def test_an_address_is_said_in_words(path, words):
    assert addresses.words(path) == words


def test_a_long_address_is_cut_between_words():
    said = addresses.words("/" + "-".join(["word"] * 50))
    assert said == " ".join(["word"] * 16)


def test_one_long_word_is_cut_anywhere():
    assert addresses.words("/" + "x" * 200) == "x" * addresses.MOST


@given(st.text())
def test_whatever_the_address_the_words_are_few_and_clean(path):
    said = addresses.words(path)
    assert len(said) <= addresses.MOST
    assert all(character.isalnum() or character == " " for character in said)
