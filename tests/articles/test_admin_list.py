"""The desk's list of articles, whose cost does not grow with them."""

import pytest
from django.urls import reverse

from articles import publishing
from articles.admin import searching
from masthead.bounded import BoundedPaginator
from tests.factories import make_edition, make_section, publish_article, publish_next

LIST = reverse("admin:articles_edition_changelist")
CUT = "There are more articles. Search or filter to find them."


@pytest.fixture
def articles(db):
    return [publish_article(headline=headline) for headline in ("B", "A", "C")]


def headlines(client, query=""):
    response = client.get(f"{LIST}{query}")
    return [edition.headline for edition in response.context["cl"].result_list]


def test_a_list_that_is_cut_says_that_there_are_more(editor_client, articles, monkeypatch):
    monkeypatch.setattr(BoundedPaginator, "most", 2)
    page = editor_client.get(LIST).text
    assert "2 articles" in page
    assert CUT in page


def test_a_list_of_all_says_nothing_of_more(editor_client, articles, monkeypatch):
    monkeypatch.setattr(BoundedPaginator, "most", 3)
    page = editor_client.get(LIST).text
    assert "3 articles" in page
    assert CUT not in page


def test_no_page_is_given_beyond_the_cut(editor_client, articles, monkeypatch):
    monkeypatch.setattr(BoundedPaginator, "most", 2)
    monkeypatch.setattr("articles.admin.EditionAdmin.list_per_page", 1)
    assert headlines(editor_client, "?p=2") == ["A"]
    assert editor_client.get(f"{LIST}?p=3").url == f"{LIST}?e=1"


@pytest.mark.parametrize("query", ["", "?o=1", "?o=-1", "?o=6"])
def test_the_newest_are_first_whatever_the_address_asks_for(editor_client, articles, query):
    assert headlines(editor_client, query) == ["C", "A", "B"]


def test_filters_are_not_counted(editor_client, articles):
    assert "Show counts" not in editor_client.get(LIST).text


@pytest.mark.parametrize(
    "text",
    ["san", "SÁNCHEZ", "miami sanchez", '"sánchez in"', "sanchez-in-miami"],
)
def test_what_readers_see_is_found_by_the_words_of_its_headline(editor_client, articles, text):
    publish_article(headline="Sánchez in Miami")
    assert headlines(editor_client, f"?q={text}") == ["Sánchez in Miami"]


@pytest.mark.parametrize("text", ["chez", "sanchez tegucigalpa", "zeppelin article-", "???", "-"])
def test_what_has_not_all_the_words_is_not_found(editor_client, articles, text):
    publish_article(headline="Sánchez in Miami")
    assert headlines(editor_client, f"?q={text}") == []


@pytest.mark.parametrize(
    "text", ["one-two", "/articles/one-two/", " https://x.org/articles/one-two "]
)
def test_an_article_is_found_by_its_address(editor_client, articles, text):
    publish_article(headline="Three", slug="one-two")
    assert headlines(editor_client, f"?q={text}") == ["Three"]


@pytest.mark.parametrize("text", ["iam", "AMI pre", "ne-tw"])
def test_what_readers_do_not_see_is_found_by_any_part(editor_client, articles, text):
    make_edition(headline="Miami prepares", slug="one-two")
    assert headlines(editor_client, f"?q={text}") == ["Miami prepares"]


def test_what_was_withdrawn_is_found_by_any_part(editor_client, editor, articles):
    withdrawn = publish_article(headline="Miami prepares")
    publishing.withdraw(withdrawn, by=editor, reason="legal", note="")
    assert headlines(editor_client, "?q=iam") == ["Miami prepares"]


def test_what_is_written_anew_is_found_by_its_old_headline_and_its_new_one(
    editor_client, editor, articles
):
    article = publish_article(headline="Miami prepares")
    edition = publishing.open_edition(article, by=editor)
    edition.headline = "Tegucigalpa prepares"
    edition.save()
    for text in ("miami", "egucig"):
        assert headlines(editor_client, f"?q={text}") == ["Tegucigalpa prepares"]
    publish_next(article, headline="Tegucigalpa prepares")
    assert headlines(editor_client, "?q=miami") == []


def test_a_search_stays_in_its_section(editor_client, articles, monkeypatch):
    monkeypatch.setattr(searching, "FOUND", 1)
    section = make_section()
    publish_article(headline="Miami, ours", section=section)
    make_edition(headline="Miami, our draft", section=section)
    for _ in range(3):
        publish_article(headline="Miami, theirs")
    found = headlines(editor_client, f"?q=miami&section__id__exact={section.pk}")
    assert set(found) == {"Miami, ours", "Miami, our draft"}


def test_a_search_stays_in_its_status(editor_client, articles):
    publish_article(headline="Miami, published")
    make_edition(headline="Miami, a draft")
    assert headlines(editor_client, "?q=miami&status__exact=draft") == ["Miami, a draft"]


def test_a_search_finds_the_newest_and_says_that_there_are_more(
    editor_client, articles, monkeypatch
):
    monkeypatch.setattr(searching, "FOUND", 2)
    for number in range(3):
        publish_article(headline=f"Miami {number}")
    monkeypatch.setattr("articles.admin.EditionAdmin.list_per_page", 1)
    page = editor_client.get(f"{LIST}?q=miami").text
    assert "2 articles" in page
    assert CUT in page
    assert [headlines(editor_client, f"?q=miami&p={p}") for p in (1, 2)] == [
        ["Miami 2"],
        ["Miami 1"],
    ]


def test_only_the_newest_that_readers_do_not_see_are_looked_through(
    editor_client, articles, monkeypatch
):
    monkeypatch.setattr(searching, "LOOKED_THROUGH", 1)
    for number in range(2):
        make_edition(headline=f"Miami {number}")
    assert headlines(editor_client, "?q=miami") == ["Miami 1"]


def test_the_list_says_what_a_search_finds(editor_client):
    assert "the newest 2,000 others by any part of them" in editor_client.get(LIST).text
