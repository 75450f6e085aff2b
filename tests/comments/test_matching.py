import pytest
from hypothesis import given
from hypothesis import strategies as st

from comments import lookalikes, matching

# Whatever a program may send, lone surrogates included.
ANY_TEXT = st.text(alphabet=st.characters(exclude_categories=()), max_size=80)
HOSTILE = st.text(
    alphabet="aA1@$! .\u0430\u0301\u200b\u202e\u00df\ufb01\ud800\U0001d41a", max_size=40
)


@pytest.mark.parametrize(
    "written",
    [
        "CASINO",
        "cas\u00edno",
        "c\u0430sin\u043e",
        "\U0001d41c\U0001d41a\U0001d42c\U0001d422\U0001d427\U0001d428",
        "\uff43\uff41\uff53\uff49\uff4e\uff4f",
        "c\u200ba\u00adsi\ufeffno",
        "\u202ecasino\u202c",
        "c\u0335a\u0335s\u0335i\u0335n\u0335o\u0335",
        "\U0001f172\U0001f170\U0001f182\U0001f178\U0001f17d\U0001f17e",
        "\u24d2\u24d0\u24e2\u24d8\u24dd\u24de",
        " casino. ",
    ],
)
def test_a_disguise_is_seen_through(written):
    assert matching.normalise(written).text == " casino "


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("caaaasino", "casino"),
        ("baaaaaang", "baang"),
        ("v1agra", "viagra"),
        ("cia1is", "cialis"),
        ("c@$1no", "casino"),
        ("ca$iiiino", "casino"),
    ],
)
def test_what_may_have_been_meant_is_a_variant(written, meant):
    assert f" {meant} " in [variant.text for variant in matching.variants(written)]


def test_plain_text_has_one_variant():
    assert len(matching.variants("It rose by 50 % in 2019! Ask them.")) == 1


@pytest.mark.parametrize(
    ("text", "normalised"),
    [
        ("", " "),
        ("...", " "),
        ("A -- b\n\nc", " a b c "),
        ("don't", " don t "),
        ("\u0663\u00bd\u2167", " 31 2viii "),
        ("Stra\u00dfe", " strasse "),
        ("\u6771\u4eac", " \u6771\u4eac "),
        ("\u0939\u093f\u0928\u094d\u0926\u0940", " \u0939\u093f\u0928\u094d\u0926\u0940 "),
    ],
)
def test_words_have_one_space_around_them(text, normalised):
    assert matching.normalise(text).text == normalised


def test_a_span_leads_back_to_what_was_written():
    text = "My C\u0430\u200bsin\u00f3 here"
    normalised = matching.normalise(text)
    start = normalised.text.index("casino")
    span = normalised.span(start, start + len("casino"))
    assert text[slice(*span)] == "C\u0430\u200bsin\u00f3"


def test_a_shortened_run_spans_all_of_it():
    variant = matching.variants("a caaaasino")[1]
    start = variant.text.index("casino")
    assert variant.span(start, start + 6) == (2, 11)


@given(ANY_TEXT | HOSTILE)
def test_every_variant_of_any_text_maps_into_it(text):
    for variant in matching.variants(text):
        assert len(variant.text) == len(variant.starts) == len(variant.ends)
        assert all(
            0 <= start <= end <= len(text)
            for start, end in zip(variant.starts, variant.ends, strict=True)
        )
        assert variant.text == f" {' '.join(variant.text.split())} ".replace("  ", " ")


@given(ANY_TEXT | HOSTILE)
def test_what_is_normalised_stays_so(text):
    once = matching.normalise(text).text
    assert matching.normalise(once).text == once


def test_the_table_has_plain_letters_for_what_decomposing_leaves():
    for letter, plain in lookalikes.LETTERS.items():
        assert plain.isascii()
        assert plain.isalpha()
        assert letter == letter.casefold() or ord(letter) > 0x1F000
