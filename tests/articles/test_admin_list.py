"""The desk's list of articles, whose cost does not grow with them."""

import pytest
from django.urls import reverse

from masthead import bounded
from tests.factories import publish_article

LIST = reverse("admin:articles_edition_changelist")
CUT = "There are more articles. Search or filter to find them."


@pytest.fixture
def articles(db):
    return [publish_article(headline=headline) for headline in ("B", "A", "C")]


def headlines(client, query=""):
    response = client.get(f"{LIST}{query}")
    return [edition.headline for edition in response.context["cl"].result_list]


def test_a_list_that_is_cut_says_that_there_are_more(editor_client, articles, monkeypatch):
    monkeypatch.setattr(bounded, "MOST", 2)
    page = editor_client.get(LIST).text
    assert "2 articles" in page
    assert CUT in page


def test_a_list_of_all_says_nothing_of_more(editor_client, articles, monkeypatch):
    monkeypatch.setattr(bounded, "MOST", 3)
    page = editor_client.get(LIST).text
    assert "3 articles" in page
    assert CUT not in page


def test_no_page_is_given_beyond_the_cut(editor_client, articles, monkeypatch):
    monkeypatch.setattr(bounded, "MOST", 2)
    monkeypatch.setattr("articles.admin.EditionAdmin.list_per_page", 1)
    assert headlines(editor_client, "?p=2") == ["A"]
    assert editor_client.get(f"{LIST}?p=3").url == f"{LIST}?e=1"


@pytest.mark.parametrize("query", ["", "?o=1", "?o=-1", "?o=6"])
def test_the_newest_are_first_whatever_the_address_asks_for(editor_client, articles, query):
    assert headlines(editor_client, query) == ["C", "A", "B"]


def test_filters_are_not_counted(editor_client, articles):
    assert "Show counts" not in editor_client.get(LIST).text
