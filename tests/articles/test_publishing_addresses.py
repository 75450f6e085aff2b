"""Addresses of articles, and how they move."""

import pytest
from django.core.exceptions import ValidationError

from articles import publishing
from articles.models import Article, SlugRedirect
from masthead import versions
from tests.factories import make_article, publish_article

pytestmark = pytest.mark.django_db


def old_slugs(article):
    return [str(old) for old in article.old_slugs.order_by("pk")]


def test_an_article_that_was_public_leaves_a_redirect_where_it_was():
    moved = publishing.move(publish_article(slug="old"), slug="new")
    assert (moved.slug, Article.objects.get().slug) == ("new", "new")
    assert old_slugs(moved) == ["old"]


def test_an_article_that_was_never_public_leaves_none():
    moved = publishing.move(make_article(slug="old"), slug="new")
    assert moved.slug == "new"
    assert not SlugRedirect.objects.exists()


def test_a_move_that_readers_see_raises_the_version_of_the_site():
    article = publish_article()
    before = versions.number(versions.SITE)
    publishing.move(article, slug="new")
    assert versions.number(versions.SITE) == before + 1


def test_a_move_that_readers_do_not_see_raises_none():
    publishing.move(make_article(), slug="new")
    assert versions.number(versions.SITE) == 0


def test_a_move_to_where_it_is_changes_nothing():
    article = publish_article(slug="same")
    before = versions.number(versions.SITE)
    assert publishing.move(article, slug="same") == article
    assert versions.number(versions.SITE) == before
    assert not SlugRedirect.objects.exists()


def test_a_move_back_to_an_own_old_address_turns_the_redirect_round():
    article = publishing.move(publish_article(slug="one"), slug="two")
    back = publishing.move(article, slug="one")
    assert back.slug == "one"
    assert old_slugs(back) == ["two"]


def test_a_second_move_keeps_the_first_redirect():
    article = publishing.move(publish_article(slug="one"), slug="two")
    assert old_slugs(publishing.move(article, slug="three")) == ["one", "two"]


def test_an_article_moves_from_where_it_is_in_the_database():
    stale = publish_article(slug="one")
    publishing.move(stale, slug="two")
    assert stale.slug == "one"
    assert old_slugs(publishing.move(stale, slug="three")) == ["one", "two"]


def test_the_address_of_another_article_is_refused():
    make_article(slug="taken")
    article = publish_article(slug="old")
    with pytest.raises(publishing.SlugTaken, match="“taken”"):
        publishing.move(article, slug="taken")
    assert Article.objects.get(pk=article.pk).slug == "old"


def test_the_old_address_of_another_article_is_refused():
    publishing.move(publish_article(slug="one"), slug="two")
    with pytest.raises(publishing.SlugTaken, match="“one”"):
        publishing.move(publish_article(), slug="one")
    with pytest.raises(publishing.SlugTaken, match="“one”"):
        make_article(slug="one")


def test_an_address_taken_between_the_check_and_the_move_is_refused_too(monkeypatch):
    make_article(slug="taken")
    article = publish_article(slug="old")
    monkeypatch.setattr(publishing, "refuse_taken", lambda slug, but_for: None)
    with pytest.raises(publishing.SlugTaken):
        publishing.move(article, slug="taken")
    assert not SlugRedirect.objects.exists()


@pytest.mark.parametrize("slug", ["feed", "a b"])
def test_a_reserved_or_malformed_address_is_refused(slug):
    article = publish_article(slug="old")
    before = versions.number(versions.SITE)
    with pytest.raises(ValidationError):
        publishing.move(article, slug=slug)
    assert Article.objects.get().slug == "old"
    assert not SlugRedirect.objects.exists()
    assert versions.number(versions.SITE) == before
