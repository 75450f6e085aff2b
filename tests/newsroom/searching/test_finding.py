"""What readers find, and what they do not."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import publishing
from articles.models import Coverage
from masthead import questions
from meetings.models import Meeting
from newsroom.searching import finding
from newsroom.searching.finding import Asked
from newsroom.searching.narrowing import Narrowing
from tests.factories import (
    make_edition_in,
    make_meeting,
    make_participation,
    make_person,
    make_tenure,
    publish_article,
    publish_next,
)

DAY = dt.datetime(2019, 3, 1, tzinfo=dt.UTC)
KINDS = ["article", "meeting", "person"]


def slugs(results: finding.Results) -> list[str]:
    return [hit.found.slug for hit in results.hits]


def publish_days(number: int, **fields) -> None:
    """Publish an article a day, the first one first."""
    for day in range(number):
        at = DAY + dt.timedelta(days=day)
        publish_article(at=at, slug=f"a-{day}", **({"body": "<p>Harbour.</p>"} | fields))


@pytest.fixture
def one_of_each(db) -> None:
    publish_article(slug="bridge-opens", headline="The bridge opens")
    meeting = make_meeting(name="Bridge talks", slug="talks")
    person = make_person(name="Ana Bridge", slug="ana")
    make_participation(meeting=meeting, person=person)


def test_every_kind_is_found_and_counted(one_of_each, search):
    results = search("bridge")
    assert sorted(hit.kind for hit in results.hits) == KINDS
    assert [str(results.total), str(results.number)] == ["3", "3"]
    assert {kind: str(number) for kind, number in results.numbers.items()} == dict.fromkeys(
        KINDS, "1"
    )


@pytest.mark.parametrize(
    ("tab", "slug"), [("articles", "bridge-opens"), ("meetings", "talks"), ("people", "ana")]
)
def test_one_kind_is_shown_and_all_are_counted(one_of_each, search, tab, slug):
    results = search("bridge", tab=tab)
    assert [slugs(results), str(results.number), str(results.total)] == [[slug], "1", "3"]


def test_hits_show_the_words_in_title_and_text(search):
    publish_article(headline="The Bridge", dek="Who pays?", body="<p>One &amp; a bridge.</p>")
    (hit,) = search("bridge").hits
    assert [piece.text for piece in hit.title if piece.is_match] == ["Bridge"]
    assert "".join(piece.text for piece in hit.passage) == "Who pays? One & a bridge."


def test_a_meeting_is_found_by_whom_it_names_and_says_so(search):
    make_participation(person=make_person(name="Olga Sánchez"), title="Secretary")
    hit = search("sanchez", tab="meetings").hits[0]
    assert "".join(piece.text for piece in hit.passage) == "Olga Sánchez (Secretary)"


def test_a_person_is_found_by_office(search):
    tenure = make_tenure(person=make_person(slug="ana"))
    make_participation(person=tenure.person)
    assert slugs(search(tenure.office.title, tab="people")) == ["ana"]


@pytest.mark.parametrize(
    "status", ["draft", "submitted", "approved", "scheduled", "superseded", "discarded"]
)
def test_only_the_published_edition_is_found(search, status):
    if status == "superseded":
        publish_next(publish_article(headline="Zeppelin"), headline="Other")
    else:
        make_edition_in(status, headline="Zeppelin")
    assert not search("zeppelin").hits


def test_a_withdrawn_article_is_not_found(search):
    article = publish_article(headline="Zeppelin")
    publishing.withdraw(article, by=None, reason="legal", note="Why.")
    assert not search("zeppelin").hits


def test_what_is_not_public_is_neither_found_nor_counted(search):
    meeting = make_meeting(name="Zeppelin talks", is_public=False)
    make_participation(meeting=meeting, person=make_person(name="Ferdinand Zeppelin"))
    results = search("zeppelin")
    assert [results.hits, results.total.count] == [[], 0]


def test_an_internal_note_is_not_found(search):
    make_meeting(internal_note="Zeppelin")
    assert not search("zeppelin").hits


def test_a_hit_passes_the_gate_again(search):
    meeting = make_meeting(name="Zeppelin talks")
    assert search("zeppelin").hits
    Meeting.objects.filter(pk=meeting.pk).update(is_public=False)
    asked = Asked(question=questions.ask("zeppelin"), narrowing=Narrowing())
    assert not finding.find(asked).hits


def test_where_nothing_has_all_words_what_has_some_is_found(search):
    publish_article(slug="bridge", headline="The bridge")
    results = search("who built the bridge")
    assert slugs(results) == ["bridge"]
    assert not results.question.needs_all


def test_a_word_that_is_nowhere_finds_nothing(search):
    results = search("zeppelin")
    assert results.question.needs_all
    assert not results.hits


def test_pages_by_relevance_follow_each_other(search):
    publish_days(45)
    first = search("harbour")
    second = search("harbour", after=first.after)
    third = search("harbour", after=second.after)
    assert [first.after, second.after, third.after] == ["20", "40", None]
    pages = slugs(first) + slugs(second) + slugs(third)
    assert pages == [f"a-{day}" for day in reversed(range(45))]


def test_pages_by_date_follow_each_other_across_kinds(search):
    publish_days(24)
    meeting = make_meeting(name="Harbour talks", slug="m", day=dt.date(2019, 3, 5))
    make_participation(meeting=meeting, person=make_person(name="Harbour Master", slug="p"))
    first = search("harbour", sort="date")
    second = search("harbour", sort="date", after=first.after)
    assert second.after is None
    assert first.number == second.number
    pages = slugs(first) + slugs(second)
    expected = [f"a-{day}" for day in reversed(range(24))]
    expected.insert(expected.index("a-4") + 1, "m")
    assert pages == [*expected, "p"]


@pytest.mark.parametrize("sort", ["relevance", "date"])
@pytest.mark.parametrize("after", ["x", "", "-20", "7", "20", "020", "9" * 19, "9" * 40, "٢٠"])
def test_a_cursor_that_no_page_gives_is_refused(search, sort, after):
    publish_days(1)
    with pytest.raises(finding.BadCursor):
        search("harbour", sort=sort, after=after)


def test_very_many_are_counted_up_to_a_number(search, monkeypatch):
    monkeypatch.setattr(finding, "COUNTED", 5)
    publish_days(7)
    results = search("harbour")
    assert [str(results.number), str(results.total)] == ["5+", "5+"]
    assert results.choices.years[0].number == 5


def test_among_very_many_an_old_title_is_still_the_best(search, monkeypatch):
    monkeypatch.setattr(finding, "COUNTED", 5)
    publish_article(at=DAY - dt.timedelta(days=900), slug="old", headline="The harbour")
    publish_days(7)
    assert slugs(search("harbour"))[0] == "old"


def test_a_person_of_whom_readers_do_not_know_is_not_found_by_the_name(search, monkeypatch):
    monkeypatch.setattr(finding, "COUNTED", 1)
    for slug in ("a", "b", "hidden"):
        person = make_person(name="Zeppelin", slug=slug)
        if slug != "hidden":
            make_participation(person=person)
    assert "hidden" not in slugs(search("zeppelin"))


def queries() -> int:
    asked = Asked(question=questions.ask("harbour"), narrowing=Narrowing())
    with CaptureQueriesContext(connection) as captured:
        finding.find(asked)
    return len(captured)


def test_the_number_of_queries_does_not_grow(search):
    counts = []
    for rows in (1, 5):  # Less than a page in all.
        for _ in range(rows):
            article = publish_article(headline="Harbour")
            meeting = make_meeting(name="Harbour talks")
            make_participation(meeting=meeting, person=make_person(name="Harbour"))
            Coverage.objects.create(edition=article.editions.get(), meeting=meeting)
        search("harbour")
        counts.append(queries())
    assert counts[0] == counts[1]
