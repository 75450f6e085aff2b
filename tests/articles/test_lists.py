"""The front page and the list of all articles, page by page."""

import datetime as dt

import pytest

from articles import paging, publishing, views
from articles.models import Article
from tests.factories import make_edition, make_section, publish_article, publish_next

pytestmark = pytest.mark.django_db

A_PAGE = 3
NOON = dt.datetime(2019, 3, 28, 12, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _short_pages(monkeypatch):
    monkeypatch.setattr(views, "A_PAGE", A_PAGE)


def publish_many(count, *, at=None):
    """Publish articles, one a day if not all ``at`` the same time; return them newest first."""
    section = make_section()
    times = [at or NOON + dt.timedelta(days=day) for day in range(count)]
    articles = [publish_article(at=time, section=section) for time in times]
    return [article.pk for article in reversed(articles)]


def walk(client):
    """Return the pages of the list, each a list of articles' keys."""
    pages, after = [], None
    while after or not pages:
        address = f"/articles/?after={after}" if after else "/articles/"
        context = client.get(address).context
        pages.append([article.pk for article in context["articles"]])
        after = context["after"]
    return pages


@pytest.mark.parametrize("address", ["/", "/articles/"])
def test_lists_hold_what_is_public_and_nothing_else(client, address):
    public = publish_article(headline="Public")
    make_edition(headline="Draft")
    withdrawn = publish_article(headline="Withdrawn")
    publishing.withdraw(withdrawn, by=None, reason="legal", note="")
    page = client.get(address).text
    assert public.get_absolute_url() in page
    assert "Draft" not in page
    assert "Withdrawn" not in page


def test_lists_show_the_words_of_the_published_edition(client):
    article = publish_article(headline="First")
    publish_next(article, headline="Second")
    page = client.get("/articles/").text
    assert "Second" in page
    assert "First" not in page


def test_a_new_edition_moves_no_article_to_the_top(client):
    newest_first = publish_many(3)
    publish_next(Article.objects.get(pk=newest_first[-1]))
    assert walk(client) == [newest_first]


@pytest.mark.parametrize("count", [0, 1, 3, 4, 6, 7])
def test_the_pages_hold_every_article_once_newest_first(client, count):
    newest_first = publish_many(count)
    pages = walk(client)
    assert [pk for page in pages for pk in page] == newest_first
    assert all(len(page) == A_PAGE for page in pages[:-1])


def test_articles_of_one_moment_are_neither_lost_nor_repeated(client):
    newest_first = publish_many(8, at=NOON)
    assert [pk for page in walk(client) for pk in page] == newest_first


def test_articles_from_before_1970_can_be_paged(client):
    newest_first = publish_many(4, at=dt.datetime(1925, 1, 1, tzinfo=dt.UTC))
    assert [pk for page in walk(client) for pk in page] == newest_first


def test_an_article_published_meanwhile_shifts_no_page(client):
    newest_first = publish_many(4)
    after = client.get("/articles/").context["after"]
    publish_article()
    second = client.get(f"/articles/?after={after}").context["articles"]
    assert [article.pk for article in second] == newest_first[3:]


@pytest.mark.parametrize(
    "cursor", ["", "0", "x", "1-", "1-2-3", "9" * 18 + "-1", "-" + "9" * 18 + "-1", "%00", "🗞-1"]
)
def test_a_cursor_that_no_page_gives_is_not_found(client, cursor):
    publish_article()
    assert client.get(f"/articles/?after={cursor}").status_code == 404


@pytest.mark.parametrize("year", [1, 9999])
def test_a_cursor_at_the_ends_of_the_calendar_is_answered(client, year):
    publish_article()
    cursor = paging.write(dt.datetime(year, 1, 1, tzinfo=dt.UTC), 10**18 - 1)
    assert client.get(f"/articles/?after={cursor}").status_code == 200


def test_the_last_page_links_no_further_one(client):
    publish_many(4)
    first = client.get("/articles/")
    assert 'rel="next"' in first.text
    last = client.get(f"/articles/?after={first.context['after']}")
    assert 'rel="next"' not in last.text


def test_the_front_page_holds_thirteen(client):
    newest_first = publish_many(14)
    context = client.get("/").context
    assert context["lead"].pk == newest_first[0]
    assert [article.pk for article in context["articles"]] == newest_first[1:13]


@pytest.mark.parametrize("address", ["/", "/articles/"])
@pytest.mark.parametrize("count", [1, 4])
def test_a_list_takes_four_queries_however_long(client, django_assert_num_queries, address, count):
    publish_many(count)
    with django_assert_num_queries(4):
        client.get(address)


@pytest.mark.parametrize("address", ["/", "/articles/"])
def test_lists_set_no_cookie_and_are_the_same_for_everybody(client, address):
    response = client.get(address)
    assert not response.cookies
    assert not response.has_header("Vary")
