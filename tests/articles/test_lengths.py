import pytest

from articles import lengths


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("", 1), ("word " * 50, 1), ("word " * 460, 2), ("词" * 1500, 3), ("คำ" * 500, 2)],
)
def test_a_text_takes_minutes_to_read(text, minutes):
    assert lengths.minutes(text) == minutes


def test_words_between_characters_count_too():
    assert lengths.minutes("word " * 460 + "词" * 1000) == 4


@pytest.mark.parametrize(
    ("text", "beginning"),
    [
        ("In short.", "In short."),
        ("word " * 40, "word " * 29 + "word…"),
        ("词" * 300, "词" * 249 + "…"),
    ],
)
def test_a_page_is_described_by_few_words(text, beginning):
    assert lengths.beginning(text) == beginning
