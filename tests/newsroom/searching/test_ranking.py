from masthead import questions
from masthead.matching import Match
from masthead.models import SearchEntry
from newsroom.searching import ranking


def make_match(title: str, lead: str = "", position: int = 1) -> Match:
    return Match(
        kind=SearchEntry.Kind.ARTICLE,
        key=1,
        position=position,
        title=title,
        lead=lead,
        marks=(),
    )


def titles(text: str, *matches: Match) -> list[str]:
    ranked = ranking.best_first(reversed(matches), questions.ask(text))
    return [match.title for match in ranked]


def test_a_title_comes_before_a_lead_and_a_lead_before_a_text():
    matches = [make_match("mexico again"), make_match("who met", "mexico"), make_match("old")]
    assert titles("mexico", *matches) == ["mexico again", "who met", "old"]


def test_a_title_with_more_of_the_words_comes_first():
    matches = [make_match("the mexico talks"), make_match("mexico", "talks")]
    assert titles("mexico talks", *matches) == ["the mexico talks", "mexico"]


def test_words_in_their_order_come_first():
    matches = [make_match("the border security plan"), make_match("security at the border")]
    assert titles("border security", *matches) == [match.title for match in matches]


def test_a_title_that_is_the_question_comes_first():
    matches = [make_match("olga sanchez"), make_match("what olga sanchez said in miami")]
    assert titles("olga sanchez", *matches) == [match.title for match in matches]


def test_a_whole_word_comes_before_one_that_only_begins_so():
    matches = [make_match("meeting tomorrow"), make_match("meetings tomorrow")]
    assert titles("meeting", *matches) == [match.title for match in matches]


def test_short_words_say_little_beside_others():
    matches = [make_match("the border"), make_match("one of the many")]
    assert titles("border of the", *matches) == [match.title for match in matches]


def test_a_short_lead_that_is_the_question_comes_before_a_long_one():
    matches = [make_match("ana", "first lady"), make_match("talks", "first lady and others")]
    assert titles("first lady", *matches) == ["ana", "talks"]


def test_of_equals_the_newest_comes_first():
    matches = [make_match("new", position=3), make_match("old", position=2)]
    assert titles("mexico", *matches) == ["new", "old"]
