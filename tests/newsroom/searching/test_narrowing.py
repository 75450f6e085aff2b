"""Section, year and person: what a search is narrowed to, and what it offers to be."""

import datetime as dt

import pytest
from django.http import QueryDict

from articles.models import Byline, Coverage
from meetings.models import Meeting
from newsroom.searching import narrowing
from newsroom.searching.narrowing import Narrowing
from tests.factories import (
    make_meeting,
    make_participation,
    make_person,
    make_section,
    publish_article,
    publish_next,
)

pytestmark = pytest.mark.django_db


def offered(results) -> dict[str, list[tuple[str, int]]]:
    choices = results.choices
    groups = {
        "sections": choices.sections,
        "years": choices.years,
        "people": choices.people,
    }
    return {
        name: [(one.name, one.number) for one in group] for name, group in groups.items() if group
    }


def slugs(results) -> set[str]:
    return {hit.found.slug for hit in results.hits}


def test_sections_and_years_are_offered_with_how_many_there_are(search):
    world = make_section(name="World", slug="world")
    for year in (2018, 2019, 2019):
        publish_article(
            section=world, headline="Harbour", at=dt.datetime(year, 6, 1, tzinfo=dt.UTC)
        )
    results = search("harbour")
    assert offered(results) == {"sections": [("World", 3)], "years": [("2019", 2), ("2018", 1)]}
    assert results.choices.sections[0].parameter == {"section": "world"}


def test_a_search_is_narrowed_to_a_section(search):
    world = make_section()
    publish_article(section=world, headline="Harbour", slug="in")
    publish_article(headline="Harbour", slug="out")
    make_meeting(name="Harbour")
    assert slugs(search("harbour", narrowed=Narrowing(section=world))) == {"in"}


def test_a_search_is_narrowed_to_a_year(search):
    publish_article(headline="Harbour", slug="in", at=dt.datetime(2018, 6, 1, tzinfo=dt.UTC))
    publish_article(headline="Harbour", slug="out", at=dt.datetime(2019, 6, 1, tzinfo=dt.UTC))
    make_meeting(name="Harbour", slug="also", day=dt.date(2018, 2, 1))
    assert slugs(search("harbour", narrowed=Narrowing(year=2018))) == {"in", "also"}


def test_a_meeting_is_of_each_year_that_it_may_be_of(search):
    make_meeting(name="Harbour", earliest=dt.date(2018, 12, 1), latest=dt.date(2019, 1, 31))
    make_meeting(name="Harbour", earliest=None, latest=None, precision="unknown")
    assert offered(search("harbour"))["years"] == [("2019", 1), ("2018", 1)]


def test_the_year_is_the_papers(search, settings):
    settings.TIME_ZONE = "America/Tegucigalpa"
    publish_article(headline="Harbour", at=dt.datetime(2019, 1, 1, 3, tzinfo=dt.UTC))
    assert offered(search("harbour"))["years"] == [("2018", 1)]


@pytest.fixture
def named() -> tuple[Meeting, str]:
    """Return a meeting of Ana's, of which an article tells; she wrote another."""
    ana = make_person(name="Ana Paz", slug="ana")
    meeting = make_participation(meeting=make_meeting(name="Harbour talks"), person=ana).meeting
    about = publish_article(headline="Harbour, reported", slug="about").editions.get()
    Coverage.objects.create(edition=about, meeting=meeting)
    written = publish_article(headline="Old harbour", slug="written")
    Byline.objects.create(edition=written.editions.get(), person=ana)
    publish_article(headline="Harbour, without her", slug="without")
    return meeting, "ana"


def test_whom_meetings_and_bylines_name_is_offered(named, search):
    assert offered(search("harbour"))["people"] == [("Ana Paz", 3)]


def test_a_search_is_narrowed_to_a_person(named, search):
    meeting, slug = named
    narrowed = narrowing.read(QueryDict(f"person={slug}"))
    assert slugs(search("harbour", narrowed=narrowed)) == {meeting.slug, "about", "written"}


def test_whoever_is_added_to_a_meeting_is_found_at_once(named, search):
    meeting, _ = named
    bela = make_participation(meeting=meeting, person=make_person(name="Bela")).person
    assert slugs(search("harbour", narrowed=Narrowing(person=bela))) == {meeting.slug, "about"}


def test_nobody_is_offered_by_a_meeting_that_is_not_public(named, search):
    meeting, _ = named
    Byline.objects.all().delete()
    Meeting.objects.filter(pk=meeting.pk).update(is_public=False)
    assert "people" not in offered(search("harbour"))


def test_what_the_address_says_is_read():
    make_section(slug="world")
    narrowed = narrowing.read(QueryDict("section=world&year=2019&person=nobody"))
    assert narrowed.parameters == {"section": "world", "year": "2019"}
    assert narrowed.removable[1] == ("2019", {"year": None})


@pytest.mark.parametrize(
    "query",
    [
        "section=x%00&person=%00",
        "section=nothing&person=nobody",
        "year=0000",
        "year=99999",
        "year=%D9%A2%D9%A0%D9%A1%D9%A9",
        "year=-201",
        "year=²019",
        f"section={'x' * 10_000}",
        "",
    ],
)
def test_what_there_is_not_narrows_nothing(query):
    assert narrowing.read(QueryDict(query)) == Narrowing()


def test_a_person_of_whom_readers_do_not_know_narrows_nothing():
    make_person(slug="hidden")
    assert narrowing.read(QueryDict("person=hidden")) == Narrowing()


def test_a_new_edition_is_of_its_own_section(search):
    article = publish_article(headline="Harbour", slug="a")
    publish_next(article, section=make_section(name="Sport"))
    assert offered(search("harbour"))["sections"] == [("Sport", 1)]
