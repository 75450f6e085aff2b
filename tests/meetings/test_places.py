import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles import publishing
from articles.models import Coverage
from articles.templatetags import articles
from meetings import places
from meetings.models import Place
from tests.factories import (
    make_delegation,
    make_edition,
    make_meeting,
    make_organization,
    make_place,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def ministry() -> Place:
    """Return a venue in a city in a country, in which a public meeting took place."""
    country = make_place(name="Honduras", slug="honduras", kind="country")
    city = make_place(name="Tegucigalpa", slug="tegucigalpa", parent=country)
    venue = make_place(name="Ministry", slug="ministry", kind="venue", parent=city)
    make_meeting(name="Talks", place=venue)
    return venue


def read(client, address: str) -> str:
    """Return the page with each run of white space as one space."""
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def cover(meeting, **fields) -> None:
    edition = make_edition(**fields)
    Coverage.objects.create(edition=edition, meeting=meeting)
    publishing.publish(edition, by=None)


# The list


def test_the_list_is_a_tree(client, ministry):
    page = read(client, reverse("places:index"))
    at = [page.index(f'/places/{slug}/"') for slug in ("honduras", "tegucigalpa", "ministry")]
    assert at == sorted(at)
    assert page.count('<ul class="branches">') == 3


def test_no_place_stands_there_where_nothing_public_took_place(client, reporter_client):
    make_meeting(place=make_place(name="Hideout"), is_public=False)
    for one in (client, reporter_client):
        page = read(one, reverse("places:index"))
        assert "Hideout" not in page
        assert "No places are recorded here." in page


def test_each_page_begins_where_the_one_before_ended(client, ministry, monkeypatch):
    monkeypatch.setattr(places, "COUNTRIES_A_PAGE", 1)
    make_meeting(place=make_place(name="Árnica", slug="arnica", kind="country"))
    assert 'rel="next" href="?after=arnica"' in read(client, reverse("places:index"))
    page = read(client, f"{reverse('places:index')}?after=arnica")
    assert "Honduras" in page
    assert "Árnica" not in page
    assert "canonical" not in page


@pytest.mark.parametrize("after", ["", "nowhere", "a%00b", "x" * 5000])
def test_a_page_after_no_place_is_not_found(client, ministry, after):
    assert client.get(f"{reverse('places:index')}?after={after}").status_code == 404


def test_the_list_says_when_it_does_not_show_all_that_lies_inside(client, ministry, monkeypatch):
    monkeypatch.setattr(places, "MOST_INSIDE", 1)
    page = read(client, reverse("places:index"))
    assert "Not all places are shown here" in page
    assert "Tegucigalpa" in page
    assert "Ministry" not in page
    assert "Not all places are shown." in read(client, "/places/honduras/")


# The page, and the gate to it


def test_a_place_where_nothing_public_took_place_is_not_there_for_readers(client):
    assert client.get(make_place().get_absolute_url()).status_code == 404


def test_staff_see_such_a_place_with_a_notice(reporter_client):
    response = reporter_client.get(make_place().get_absolute_url())
    page = response.content.decode()
    assert "Not public: no public meeting took place here." in page
    assert '<meta name="robots" content="noindex">' in page
    assert "No meetings are recorded here." in page
    assert "no-store" in response["Cache-Control"]


def test_staff_see_a_public_place_without_a_notice(reporter_client, ministry):
    assert "Not public" not in read(reporter_client, ministry.get_absolute_url())


def test_what_is_around_it_is_linked(client, ministry):
    page = read(client, ministry.get_absolute_url())
    assert '<a href="/places/tegucigalpa/">Tegucigalpa</a>, <a href="/places/honduras/">' in page


def test_address_and_time_zone_are_shown(client, ministry):
    Place.objects.filter(slug="honduras").update(time_zone="America/Tegucigalpa")
    Place.objects.filter(slug="ministry").update(address="Main Street 1")
    page = read(client, ministry.get_absolute_url())
    for part in (
        ">Venue</p>",
        "<dd> Main Street 1 </dd>",
        "<dd> America/Tegucigalpa </dd>",
    ):
        assert part in page


def test_a_country_shows_what_lies_in_it_and_the_meetings_there(client, ministry):
    page = read(client, "/places/honduras/")
    assert page.index("Tegucigalpa</a>") < page.index("Ministry</a>")
    assert "Talks</a>" in page


def test_what_is_not_public_is_not_told(client, ministry):
    secret = make_meeting(name="Secret", place=ministry.parent, is_public=False)
    make_place(name="Hideout", kind="venue", parent=ministry.parent)
    cover(secret, headline="Leaked")
    page = read(client, "/places/tegucigalpa/")
    for words in ("Secret", "Hideout", "Leaked"):
        assert words not in page


def test_staff_see_meetings_that_are_not_public(reporter_client, ministry):
    make_meeting(name="Secret", place=ministry, is_public=False)
    assert "Secret</a>" in read(reporter_client, ministry.get_absolute_url())


def test_earlier_meetings_stand_on_pages_of_their_own(client, ministry, monkeypatch):
    monkeypatch.setattr(places, "MEETINGS_A_PAGE", 1)
    make_meeting(name="Newer", place=ministry, day=dt.date(2020, 1, 1))
    after = client.get(ministry.get_absolute_url()).context["after"]
    page = read(client, f"{ministry.get_absolute_url()}?after={after}")
    assert "Talks</a>" in page
    for part in ("Newer", "canonical", "record-rail"):
        assert part not in page


@pytest.mark.parametrize("after", ["", "x", "%00", "2019-03-26-1-" + "9" * 40])
def test_a_cursor_that_no_page_gives_is_not_found(client, ministry, after):
    assert client.get(f"{ministry.get_absolute_url()}?after={after}").status_code == 404


def test_a_country_shows_its_organisations_that_readers_know(client, ministry):
    country = Place.objects.get(slug="honduras")
    make_delegation(organization=make_organization(name="The state", country=country))
    make_organization(name="The secret service", country=country)
    page = read(client, "/places/honduras/")
    assert "The state</a>" in page
    assert "The secret service" not in page


def test_a_country_says_when_it_has_more_organisations(client, ministry, monkeypatch):
    monkeypatch.setattr(articles, "MOST", 1)
    for _ in range(2):
        country = Place.objects.get(slug="honduras")
        make_delegation(organization=make_organization(country=country))
    assert "All organisations" in read(client, "/places/honduras/")


def test_articles_about_the_meetings_there_are_listed_once(client, ministry):
    cover(ministry.meetings.get(), headline="What they said")
    assert read(client, "/places/honduras/").count("What they said") == 1


def test_the_pages_take_the_same_queries_for_any_number(client, ministry):
    counts = []
    for _ in range(3):
        city = make_place(parent=Place.objects.get(slug="honduras"))
        meeting = make_meeting(place=make_place(kind="venue", parent=city))
        make_delegation(meeting=meeting)
        cover(meeting)
        with CaptureQueriesContext(connection) as queries:
            client.get("/places/honduras/")
            client.get(reverse("places:index"))
        counts.append(len(queries))
    assert len(set(counts)) == 1
