import pytest
from hypothesis import given
from hypothesis import strategies as st

from comments import names

RIGHT_TO_LEFT, POP, ISOLATE, END = "\u202e", "\u202c", "\u2066", "\u2069"


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("  Ana \t María ", "Ana María"),
        ("Ana\nMaria\x00", "Ana Maria"),
        ("A\u200bn\u00ada\ufeff", "Ana"),
        ("Ana\u200d", "Ana"),
        ("A\u200dna", "Ana"),
        (f"Ana{RIGHT_TO_LEFT}gpj{POP}", "Anagpj"),
        ("\u3164Ana\ud800", "Ana"),
        ("Ana" + "\u0335" * 20, "Ana" + "\u0335" * names.MOST_MARKS),
    ],
)
def test_a_name_holds_nothing_that_is_not_seen(typed, name):
    assert names.clean_name(typed) == name


@pytest.mark.parametrize(
    "name",
    [
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        "क्\u200dष",
        "👩\u200d💻 Ana",
        "❤\ufe0f\u200d🔥",
        "Nguyễn Thị",
        "שָׁלוֹם",
    ],
)
def test_what_a_language_or_an_emoji_is_written_with_stays(name):
    assert names.clean_name(name) == name


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Ana", True), ("7", True), ("あ", True), ("...", False), ("\u3164", False), ("👍", False)],
)
def test_a_name_has_a_letter_or_a_digit(text, expected):
    assert names.has_letter(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"), [("👍", True), ("!", True), ("\u200b \u3164", False), ("\u0335", False)]
)
def test_a_text_that_shows_nothing_is_known(text, expected):
    assert names.can_be_seen(text) is expected


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("a\x00\x07\x1b[31mb\tc\nd", "a[31mb\tc\nd"),
        (f"{ISOLATE}שלום{END} said", f"{ISOLATE}שלום{END} said"),
        (f"{ISOLATE}open", "open"),
        (f"closed{END}{POP}", "closed"),
        (f"{ISOLATE}a\nb{END}", "a\nb"),
        (f"{ISOLATE}a{POP}{END}", f"{ISOLATE}a{END}"),
        (f"{RIGHT_TO_LEFT}a{POP}b", "ab"),
        ("e" + "\u0301" * 9, "é" + "\u0301" * names.MOST_MARKS),
    ],
)
def test_a_text_disturbs_nothing_around_it(typed, text):
    assert names.clean_text(typed) == text


@given(st.text(alphabet=st.characters(exclude_categories=()), max_size=60))
def test_cleaning_never_raises_and_once_is_enough(text):
    for clean in (names.clean_name, names.clean_text):
        assert clean(clean(text)) == clean(text)


@given(st.text(alphabet=f"ab\n{RIGHT_TO_LEFT}{POP}{ISOLATE}{END}", max_size=30))
def test_every_line_closes_what_it_opens(text):
    for line in names.clean_text(text).split("\n"):
        assert line.count(ISOLATE) == line.count(END)
        assert not {RIGHT_TO_LEFT, POP} & set(line)
