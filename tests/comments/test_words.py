import pytest
from hypothesis import given
from hypothesis import strategies as st

from comments.words import Matcher, Rule, Unusable, pattern


def rule(words, pk=1, **fields):
    return Rule(pk=pk, words=words, action="hold", **fields)


def found(words, text, **fields):
    return [text[hit.start : hit.end] for hit in Matcher([rule(words, **fields)]).find(text)]


@pytest.mark.parametrize(
    ("words", "text", "expected"),
    [
        ("cialis", "A specialist.", []),
        ("cialis", "Buy CIALIS, cia1is!", ["CIALIS", "cia1is"]),
        ("buy now", "Buy -- NOW! buy\nnow, buyer now", ["Buy -- NOW", "buy\nnow"]),
        ("*coin", "Bitcoin and coin, coins", ["Bitcoin", "coin"]),
        ("bit*", "rabbit bits", ["bits"]),
        ("v*gra", "viagra vgra vigrand", ["viagra", "vgra"]),
        ("ca*in*os", "casinos casino caixinxos", ["casinos", "caixinxos"]),
        ("an*an", "an anan", ["anan"]),
        ("an*na*an", "anan annaan", ["annaan"]),
        ("ab*cd*ef", "abefcd abcdef", ["abcdef"]),
        ("free * now", "free beer now, free now", ["free beer now"]),
        ("semi-pro*", "semi professional", ["semi professional"]),
        ("ass", "as ass asssss", ["ass", "asssss"]),
        ("c++ code", "C code", ["C code"]),
    ],
)
def test_a_rule_finds_its_words(words, text, expected):
    assert found(words, text) == expected


@pytest.mark.parametrize(
    ("words", "text", "expected"),
    [
        ("cialis", "A specialist.", ["cialis"]),
        ("sp*list", "a specialists' list", ["specialists"]),
        ("big deal", "a bigger deal", []),
        ("ig deal", "a big deals", ["ig deal"]),
    ],
)
def test_a_rule_for_parts_of_words_finds_them(words, text, expected):
    assert found(words, text, is_whole=False) == expected


@pytest.mark.parametrize("words", ["", "*", "a", "!!", "a*b*c", "\u200b"])
def test_words_with_nothing_to_look_for_are_refused(words):
    with pytest.raises(Unusable):
        pattern(words)


def test_a_rule_that_cannot_be_used_stops_no_other():
    hits = Matcher([rule("*"), rule("casino", pk=2)]).find("a casino")
    assert [hit.rule.pk for hit in hits] == [2]


def test_no_rules_find_nothing():
    assert Matcher([]).find("a casino") == []


def test_two_rules_with_the_same_words_are_both_found():
    hits = Matcher([rule("casino"), rule("casino", pk=2)]).find("a casino")
    assert [hit.rule.pk for hit in hits] == [1, 2]


def test_a_rule_is_for_its_section_or_article_or_for_all():
    assert rule("a").applies_to(section=1, article=2)
    assert rule("a", section=1).applies_to(section=1, article=2)
    assert not rule("a", section=3).applies_to(section=1, article=2)
    assert not rule("a", article=3).applies_to(section=None, article=2)


ALPHABET = st.text(alphabet="abA*1 -.\u0430\u0301\ud800", max_size=20)


@given(st.lists(ALPHABET, max_size=5), ALPHABET, st.booleans())
def test_any_rules_find_places_of_any_text(words, text, is_whole):
    rules = [rule(each, pk=pk, is_whole=is_whole) for pk, each in enumerate(words)]
    for hit in Matcher(rules).find(text):
        assert 0 <= hit.start < hit.end <= len(text)


@given(st.text(alphabet="ab ", max_size=12), st.text(alphabet="ab ", max_size=40))
def test_a_phrase_is_found_just_where_its_words_stand_in_a_row(phrase, text):
    words, row = phrase.split(), text.split()
    if max(map(len, words), default=0) < 2 or "aaa" in text or "bbb" in text:
        return
    rows = [row[start : start + len(words)] for start in range(len(row))]
    assert bool(Matcher([rule(phrase)]).find(text)) == (words in rows)
