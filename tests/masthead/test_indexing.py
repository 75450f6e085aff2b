import datetime as dt
from typing import Any

import pytest

from masthead import indexing
from masthead.indexing import Finding
from masthead.models import SearchEntry

Kind = SearchEntry.Kind
NOON = dt.datetime(2019, 3, 26, 12, tzinfo=dt.UTC)


def make_finding(**fields) -> Finding:
    defaults: dict[str, Any] = {
        "kind": Kind.ARTICLE,
        "key": 7,
        "moment": NOON,
        "title": "Sánchez in Miami",
        "lead": "Who met",
        "text": "A text.",
        "marks": ("s=1", "y=2019"),
    }
    return Finding(**(defaults | fields))


def test_an_entry_holds_folded_words_and_marks_of_those_in_the_title():
    entry = indexing.entry(make_finding())
    assert [entry.title, entry.lead, entry.text] == ["sanchez in miami", "who met", "a text"]
    assert entry.marks == "s=1 y=2019 t=sanchez t=in t=miami"


def test_what_is_later_has_the_larger_position():
    day, minute = dt.date(2019, 3, 26), dt.timedelta(minutes=1)
    moments = [None, dt.date(1500, 1, 1), day, NOON, NOON + minute, dt.date(9999, 12, 31)]
    positions = [indexing.position(Kind.MEETING, 2**28 - 1, moment) for moment in moments]
    assert positions == sorted(set(positions))
    assert positions[-1] < 2**63


def test_no_two_nouns_have_one_position():
    nouns = [(kind, key) for kind in Kind for key in (1, 2, 2**27)]
    assert len({indexing.position(kind, key, NOON) for kind, key in nouns}) == len(nouns)


@pytest.mark.django_db
def test_what_is_known_of_a_noun_is_replaced():
    indexing.put([make_finding(), make_finding(key=8)])
    indexing.put([make_finding(title="Later", moment=NOON + dt.timedelta(days=1))])
    entry = SearchEntry.objects.get(key=7)
    assert str(entry) == "article 7"
    assert [entry.title, SearchEntry.objects.count()] == ["later", 2]
    assert entry.position == indexing.position(Kind.ARTICLE, 7, NOON + dt.timedelta(days=1))


@pytest.mark.django_db
def test_only_what_changed_is_written():
    indexing.put([make_finding(), make_finding(key=8)])
    changed = [make_finding(), make_finding(key=8, text="Another."), make_finding(key=9)]
    assert [indexing.put_changed(changed), indexing.put_changed(changed)] == [2, 0]


@pytest.mark.django_db
def test_a_noun_of_another_kind_is_not_forgotten_along():
    indexing.put([make_finding(), make_finding(kind=Kind.PERSON)])
    indexing.drop(Kind.ARTICLE, [7, 8])
    assert SearchEntry.objects.get().kind == Kind.PERSON
