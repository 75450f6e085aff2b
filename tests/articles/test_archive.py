"""The archive: years and months of the paper's own zone."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import archive, publishing
from tests.factories import make_edition, publish_article

pytestmark = pytest.mark.django_db


def publish_on(*days):
    return [publish_article(at=dt.datetime(*day, 12, tzinfo=dt.UTC)) for day in days]


def numbers(spans):
    return [span.month or span.year for span in spans]


def test_the_archive_lists_each_year_that_has_articles(client):
    publish_on((2017, 5, 1), (2019, 1, 1), (2019, 12, 31))
    make_edition()
    response = client.get("/archive/")
    assert numbers(response.context["years"]) == [2019, 2017]
    assert '<a href="/archive/2017/">2017</a>' in response.text


def test_a_year_lists_each_month_that_has_articles(client):
    publish_on((2018, 12, 31), (2019, 3, 1), (2019, 3, 31), (2019, 12, 31), (2020, 1, 1))
    response = client.get("/archive/2019/")
    assert numbers(response.context["months"]) == [3, 12]
    assert '<a href="/archive/2019/12/">December</a>' in response.text


def test_the_archive_lists_a_year_until_all_of_it_was_withdrawn():
    kept, gone = publish_on((2019, 3, 1), (2019, 3, 2))
    publishing.withdraw(gone, by=None, reason="legal", note="")
    assert numbers(archive.years()) == [2019]
    publishing.withdraw(kept, by=None, reason="legal", note="")
    assert archive.years() == archive.months(2019) == []


def test_without_articles_the_archive_says_so(client):
    assert "There are no articles here." in client.get("/archive/").text


def test_months_are_those_of_the_papers_zone(client, settings):
    settings.TIME_ZONE = "America/Mexico_City"
    article = publish_article(at=dt.datetime(2020, 1, 1, 3, tzinfo=dt.UTC))
    assert article.get_absolute_url() in client.get("/archive/2019/12/").text
    assert client.get("/archive/2020/01/").status_code == 404
    assert numbers(archive.years()) == [2019]


def test_a_month_holds_its_articles_day_by_day(client):
    first, second, other = publish_on((2019, 3, 27), (2019, 3, 28), (2019, 4, 1))
    page = client.get("/archive/2019/03/").text
    places = [
        page.index(text) for text in ("March 28, 2019", second.slug, "March 27, 2019", first.slug)
    ]
    assert places == sorted(places)
    assert other.slug not in page


def test_a_month_links_the_months_with_articles_before_and_after_it(client):
    publish_on((2018, 11, 1), (2019, 3, 1), (2019, 7, 1))
    page = client.get("/archive/2019/03/").text
    assert 'href="/archive/2018/11/">November 2018</a>' in page
    assert 'href="/archive/2019/07/">July 2019</a>' in page
    assert "November 2018" not in client.get("/archive/2019/07/").text
    assert "July 2019" not in client.get("/archive/2018/11/").text


def test_the_only_month_links_no_other(client):
    publish_on((2019, 3, 1))
    assert 'aria-label="Months"' not in client.get("/archive/2019/03/").text


@pytest.mark.parametrize(
    "when",
    [
        "2018/",
        "2019/04/",
        "2019/00/",
        "2019/13/",
        "2019/3/",
        "0000/",
        "0001/",
        "0001/01/",
        "9999/",
        "9999/12/",
        "99999/",
        "٢٠١٩/",
        "2019/03/%0A",
    ],
)
def test_a_time_that_no_page_gives_is_not_found(client, when):
    publish_on((2019, 3, 1))
    assert client.get(f"/archive/{when}").status_code == 404


@pytest.mark.parametrize("zone", ["Asia/Tokyo", "America/Mexico_City"])
@pytest.mark.parametrize("when", ["0001/", "0001/01/", "9998/", "9999/12/"])
def test_the_ends_of_the_calendar_are_not_found_in_any_zone(client, settings, zone, when):
    settings.TIME_ZONE = zone
    assert client.get(f"/archive/{when}").status_code == 404


def test_no_more_years_are_shown_than_a_hundred(monkeypatch):
    monkeypatch.setattr(archive, "MOST_YEARS", 2)
    publish_on((1919, 3, 1), (2018, 3, 1), (2019, 3, 1))
    assert numbers(archive.years()) == [2019, 2018]


@pytest.mark.parametrize("address", ["/archive/", "/archive/2019/"])
def test_an_archive_takes_as_many_queries_for_one_article_as_for_many(client, address):
    publish_on((2019, 3, 1))
    client.get(address)
    with CaptureQueriesContext(connection) as once:
        client.get(address)
    publish_on((2019, 4, 1), (2019, 5, 1), (2015, 1, 1))
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) == len(once) <= 8
