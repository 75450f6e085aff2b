"""The lists of articles, page by page: all, by section, by topic, by month."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import lists, paging, publishing
from articles.models import Article
from tests.factories import (
    make_edition,
    make_section,
    make_topic,
    publish_article,
    publish_next,
)

pytestmark = pytest.mark.django_db

A_PAGE = 3
NOON = dt.datetime(2019, 3, 28, 12, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _short_pages(monkeypatch):
    monkeypatch.setattr(lists, "A_PAGE", A_PAGE)


# Each list of articles, and the page of it that holds what ``publish_many`` publishes.
LISTS = ["/articles/", "/sections/here/", "/topics/this/", "/archive/2019/03/"]


@pytest.fixture
def section():
    return make_section(slug="here", name="Here")


@pytest.fixture
def topic():
    return make_topic(slug="this", name="This")


@pytest.fixture
def publish_many(section, topic):
    """Publish articles, each an hour later if not all ``at`` the same time; newest first."""

    def publish(count, *, at=None):
        times = [at or NOON - dt.timedelta(days=20, hours=-hour) for hour in range(count)]
        made = [publish_on(topic, at=time, section=section).pk for time in times]
        return made[::-1]

    return publish


def publish_on(topic, *, at=None, **fields):
    edition = make_edition(**fields)
    edition.editiontopics.create(topic=topic)
    return publishing.publish(edition, by=None, at=at).article


def articles_of(response):
    return [article.pk for article in response.context["page"].articles]


def walk(client, address="/articles/"):
    """Return the pages of a list, each a list of articles' keys."""
    pages, after = [], None
    while after or not pages:
        response = client.get(f"{address}?after={after}" if after else address)
        pages.append(articles_of(response))
        after = response.context["page"].after
    return pages


def queries_of(client, address):
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


@pytest.mark.parametrize("address", ["/", "/sections/", *LISTS])
def test_lists_hold_what_is_public_and_nothing_else(client, section, topic, address):
    public = publish_on(topic, headline="Public", section=section, at=NOON)
    make_edition(headline="Draft", section=section).editiontopics.create(topic=topic)
    withdrawn = publish_on(topic, headline="Withdrawn", section=section, at=NOON)
    publishing.withdraw(withdrawn, by=None, reason="legal", note="")
    page = client.get(address).text
    assert public.get_absolute_url() in page
    assert "Draft" not in page
    assert "Withdrawn" not in page


@pytest.mark.parametrize("address", LISTS)
def test_lists_show_the_words_of_the_published_edition(client, section, topic, address):
    article = publish_on(topic, headline="First", section=section, at=NOON)
    publish_next(article, headline="Second")
    page = client.get(address).text
    assert "Second" in page
    assert "First" not in page


@pytest.mark.parametrize("address", LISTS)
def test_a_new_edition_moves_no_article_to_the_top(client, publish_many, address):
    newest_first = publish_many(3)
    publish_next(Article.objects.get(pk=newest_first[-1]))
    assert walk(client, address) == [newest_first]


@pytest.mark.parametrize("address", LISTS)
@pytest.mark.parametrize("count", [1, 3, 4, 6, 7])
def test_the_pages_hold_every_article_once_newest_first(client, publish_many, count, address):
    newest_first = publish_many(count)
    pages = walk(client, address)
    assert [pk for page in pages for pk in page] == newest_first
    assert all(len(page) == A_PAGE for page in pages[:-1])


@pytest.mark.parametrize("address", LISTS)
def test_articles_of_one_moment_are_neither_lost_nor_repeated(client, publish_many, address):
    newest_first = publish_many(8, at=NOON)
    assert [pk for page in walk(client, address) for pk in page] == newest_first


def test_articles_from_before_1970_can_be_paged(client, publish_many):
    newest_first = publish_many(4, at=dt.datetime(1925, 1, 1, tzinfo=dt.UTC))
    assert [pk for page in walk(client) for pk in page] == newest_first


def test_an_article_published_meanwhile_shifts_no_page(client, publish_many):
    newest_first = publish_many(4)
    after = client.get("/articles/").context["page"].after
    publish_article()
    assert articles_of(client.get(f"/articles/?after={after}")) == newest_first[3:]


@pytest.mark.parametrize("address", LISTS)
@pytest.mark.parametrize(
    "cursor", ["", "0", "x", "1-", "1-2-3", "9" * 18 + "-1", "-" + "9" * 18 + "-1", "%00", "🗞-1"]
)
def test_a_cursor_that_no_page_gives_is_not_found(client, publish_many, cursor, address):
    publish_many(1)
    assert client.get(f"{address}?after={cursor}").status_code == 404


@pytest.mark.parametrize("address", LISTS)
@pytest.mark.parametrize("year", [1, 9999])
def test_a_cursor_at_the_ends_of_the_calendar_is_answered(client, publish_many, year, address):
    publish_many(1)
    cursor = paging.write(dt.datetime(year, 1, 1, tzinfo=dt.UTC), 10**18 - 1)
    assert client.get(f"{address}?after={cursor}").status_code == 200


@pytest.mark.parametrize("address", LISTS)
def test_the_last_page_links_no_further_one(client, publish_many, address):
    publish_many(4)
    first = client.get(address)
    assert '<a rel="next" href="?after=' in first.text
    last = client.get(f"{address}?after={first.context['page'].after}")
    assert '<a rel="next" href="?after=' not in last.text


@pytest.mark.parametrize("address", LISTS)
def test_a_list_takes_as_many_queries_for_one_article_as_for_many(client, publish_many, address):
    publish_many(1)
    once = queries_of(client, address)
    publish_many(8)
    make_section()
    assert queries_of(client, address) == once <= 9


@pytest.mark.parametrize("address", ["/", "/sections/", "/topics/", "/archive/", *LISTS])
def test_lists_set_no_cookie_and_are_the_same_for_everybody(client, publish_many, address):
    publish_many(1)
    response = client.get(address)
    assert not response.cookies
    assert not response.has_header("Vary")


def test_without_articles_the_list_says_so(client, db):
    assert "There are no articles here." in client.get("/articles/").text


# Sections


def test_a_section_holds_its_own_articles(client, section):
    own = publish_article(section=section)
    publish_article()
    assert walk(client, "/sections/here/") == [[own.pk]]


def test_a_section_without_articles_says_so(client, section):
    response = client.get("/sections/here/")
    assert response.status_code == 200
    assert "There are no articles here." in response.text


def test_an_article_that_moved_to_another_section_is_no_longer_in_the_first(client, section):
    article = publish_article(section=section)
    publish_next(article, section=make_section(slug="there"))
    assert walk(client, "/sections/here/") == [[]]
    assert walk(client, "/sections/there/") == [[article.pk]]


def test_the_sections_are_listed_in_their_order_with_their_newest(client):
    later = make_section(name="Alpha", order=2)
    first = make_section(name="Omega", order=1, description="About the end.")
    publish_article(section=later, headline="The news")
    page = client.get("/sections/").text
    assert page.index(first.get_absolute_url()) < page.index(later.get_absolute_url())
    assert "About the end." in page
    assert "The news" in page


def test_the_sections_page_takes_as_many_queries_for_one_as_for_many(client):
    publish_article()
    once = queries_of(client, "/sections/")
    for _ in range(4):
        publish_article()
    assert queries_of(client, "/sections/") == once <= 8


@pytest.mark.parametrize("slug", ["nowhere", "%00", "x" * 300])
@pytest.mark.parametrize("kind", ["sections", "topics"])
def test_a_section_or_topic_that_there_is_not_is_not_found(client, db, kind, slug):
    assert client.get(f"/{kind}/{slug}/").status_code == 404


@pytest.mark.parametrize(("kind", "make"), [("section", make_section), ("topic", make_topic)])
def test_the_description_is_for_readers_and_search_engines(client, kind, make):
    made = make(description="In short.")
    edition = make_edition(**({"section": made} if kind == "section" else {}))
    if kind == "topic":
        edition.editiontopics.create(topic=made)
    publishing.publish(edition, by=None)
    page = client.get(made.get_absolute_url()).text
    assert '<meta name="description" content="In short.">' in page
    assert '<p class="dek">In short.</p>' in page


# Topics


def test_a_topic_is_found_once_an_article_about_it_is_published(client, topic):
    edition = make_edition()
    edition.editiontopics.create(topic=topic)
    assert client.get("/topics/this/").status_code == 404
    assert "This" not in client.get("/topics/").text
    publishing.publish(edition, by=None)
    assert client.get("/topics/this/").status_code == 200
    assert '<a href="/topics/this/">This</a>' in client.get("/topics/").text


def test_a_topic_that_the_next_edition_leaves_out_loses_the_article(client, topic):
    article = publish_on(topic)
    edition = publishing.open_edition(article, by=None)
    edition.editiontopics.all().delete()
    publishing.publish(edition, by=None)
    assert client.get("/topics/this/").status_code == 404


def test_without_topics_the_list_says_so(client, db):
    assert "There are no topics here." in client.get("/topics/").text


def test_the_topics_stand_by_name_page_by_page(client, monkeypatch):
    monkeypatch.setattr(lists, "TOPICS_A_PAGE", 2)
    for name, slug in (("B", "b"), ("A", "a2"), ("A", "a1"), ("C", "c")):
        publish_on(make_topic(name=name, slug=slug))
    first = client.get("/topics/")
    assert [topic.slug for topic in first.context["topics"]] == ["a2", "a1"]
    second = client.get(f"/topics/?after={first.context['after']}")
    assert [topic.slug for topic in second.context["topics"]] == ["b", "c"]
    assert second.context["after"] == ""


@pytest.mark.parametrize("after", ["", "nothing", "%00", "🗞", "x" * 300])
def test_a_topic_that_no_page_names_is_not_found(client, topic, after):
    publish_on(topic)
    assert client.get(f"/topics/?after={after}").status_code == 404


def test_a_topic_of_nothing_published_begins_no_page(client):
    make_topic(name="Hidden", slug="hidden")
    assert client.get("/topics/", {"after": "hidden"}).status_code == 404
