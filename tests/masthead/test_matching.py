"""What the database finds: the same on both."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from masthead import indexing, matching, questions
from masthead.indexing import Finding
from masthead.matching import Match, Sought
from masthead.models import SearchEntry

Kind = SearchEntry.Kind
DAY = dt.date(2019, 3, 1)


def put(key: int, title: str = "", text: str = "", **fields) -> None:
    defaults: dict[str, Any] = {
        "kind": Kind.ARTICLE,
        "moment": DAY + dt.timedelta(days=key),
        "lead": "",
        "marks": (),
    }
    indexing.put([Finding(key=key, title=title, text=text, **(defaults | fields))])


def found(text: str, *marks: list[str], kind: Kind = Kind.ARTICLE, **options) -> list[int]:
    sought = Sought(question=questions.ask(text), marks=marks)
    return [match.key for match in newest(sought, kind, **options)]


def newest(sought: Sought, kind: Kind = Kind.ARTICLE, **options) -> list[Match]:
    return matching.newest(kind, sought, **({"most": 10} | options))


@pytest.fixture
def known(db) -> None:
    put(1, "Sánchez Cordero in Miami", "Mexico and the U.S. spoke.")
    put(2, "Miami prepares", "Sánchez came, Cordero too.", lead="Mexican talks")
    put(3, "Nothing", "A text about Tegucigalpa.", marks=("s=3", "y=2019"))


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("miami", [2, 1]),
        ("SANCHEZ", [2, 1]),
        ("sánchez cordero", [2, 1]),
        ("“sanchez cordero”", [1]),
        ("sanchez -mexico", [2]),
        ("miami -mexico -prepares", []),
        ("teguc", [3]),
        ("teguc text", []),
        ("me", [2, 1]),
        ("us", [1]),
        ("talks", [2]),
        ("and the us", [1]),
        ("k article", []),
        ("s=3", []),
        ("zeppelin", []),
    ],
)
def test_words_are_found(known, text, keys):
    assert found(text) == keys


def test_what_has_any_of_the_words_is_found_where_that_is_asked(known):
    question = questions.ask("zeppelin tegucigalpa prepares").loosened()
    assert [match.key for match in newest(Sought(question=question))] == [3, 2]
    titled = newest(Sought(question=question), in_title=True)
    assert [match.key for match in titled] == [2]


def test_what_is_found_has_one_mark_of_each_group(known):
    assert found("text", ["s=3", "s=4"], ["y=2019"]) == [3]
    assert found("text", ["s=3"], ["y=2020"]) == []
    assert found("text", ["s=33"]) == []


def test_only_one_kind_is_found(known):
    put(3, "Miami", kind=Kind.MEETING)
    assert found("miami") == [2, 1]
    assert found("miami", kind=Kind.MEETING) == [3]


def test_the_newest_are_found_before_a_position(known):
    first = newest(Sought(question=questions.ask("miami")), most=1)[0]
    assert first.key == 2
    assert found("miami", before=first.position) == [1]


@pytest.mark.parametrize("recent", [1, 2])
def test_the_older_follow_the_newest(known, monkeypatch, recent):
    monkeypatch.setattr(matching, "RECENT", recent)
    assert [found("miami"), found("miami", most=1), found("cordero")] == [[2, 1], [2], [2, 1]]


def test_words_can_be_sought_in_the_title_alone(known):
    assert found("cordero", in_title=True) == [1]
    assert found("“sanchez cordero” mia", in_title=True) == [1]
    assert found("text", in_title=True) == []


def test_a_match_tells_what_it_is_ranked_and_counted_by(known):
    (match,) = newest(Sought(question=questions.ask("tegucigalpa")))
    assert [match.kind, match.title, match.lead] == [Kind.ARTICLE, "nothing", ""]
    assert match.marks == ("s=3", "y=2019")


def test_what_changed_is_found_by_its_present_words(known):
    put(1, "Another", "Text", moment=DAY + dt.timedelta(days=9))
    assert found("sanchez") == [2]
    assert found("text") == [1, 3]


def test_what_was_forgotten_is_not_found(known):
    indexing.drop(Kind.ARTICLE, [1, 3])
    assert [found("miami"), found("tegucigalpa")] == [[2], []]


class AnyText(TestCase):
    def setUp(self):
        put(1, "Sánchez Cordero in Miami", "Mexico and the U.S. spoke.")

    @hypothesis_settings(max_examples=200)
    @given(
        st.one_of(
            st.text(alphabet=st.characters(exclude_categories=[]), max_size=60),
            st.text(alphabet="ab \"'“-*()|&!:<>^\\{}=.\0é東", max_size=30),
        )
    )
    def test_can_be_sought_for(self, text):
        question = questions.ask(text)
        for asked in (question, question.loosened()):
            if asked.wanted:
                newest(Sought(question=asked))
                newest(Sought(question=asked), in_title=True)


@pytest.mark.parametrize("text", ["x" * 10_000, "é" * 10_000, "zzz " * 5_000, '"' * 10_000])
def test_a_very_long_text_can_be_sought_for(known, text):
    question = questions.ask(text)
    assert not question.wanted or newest(Sought(question=question)) == []


def test_a_very_long_text_can_be_found(db):
    letters = (f"w{number}" for number in range(60_000))
    put(1, "Long", " ".join(letters) + "é" * 5000)
    assert found("w17") == [1]
