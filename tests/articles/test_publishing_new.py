"""How articles begin, and how new editions of them are opened."""

import pytest
from django.core.exceptions import ValidationError

from articles import publishing
from articles.models import Article, Edition, Part
from masthead import versions
from tests.factories import (
    fill,
    make_article,
    make_edition,
    make_edition_in,
    make_section,
    make_user,
    publish_article,
    publish_next,
)

pytestmark = pytest.mark.django_db

# What is the edition's own, and so is not taken over by the next one.
NOT_COPIED = {
    "id",
    "article",
    "number",
    "status",
    "is_newest",
    "revision",
    "change",
    "change_note",
    "created_at",
    "created_by",
    "publish_at",
    "published_at",
    "published_by",
}


def test_a_new_article_has_one_draft_by_its_author():
    user = make_user()
    edition = publishing.start(slug="new", by=user, headline="New", language="es")
    assert (edition.article.slug, edition.article.language) == ("new", "es")
    assert (edition.number, edition.status, edition.is_newest) == (1, "draft", True)
    assert edition.created_by == edition.status_changes.get().by == user


def test_a_new_article_is_nothing_that_readers_see():
    make_article()
    assert not Article.objects.live().exists()
    assert versions.number(versions.SITE) == 0


def test_an_address_that_another_article_has_is_refused():
    make_article(slug="taken")
    with pytest.raises(publishing.SlugTaken, match="“taken” belongs to another article"):
        make_article(slug="taken")
    assert Article.objects.count() == 1


def test_an_address_taken_between_the_check_and_the_save_is_refused_too(monkeypatch):
    make_article(slug="taken")
    monkeypatch.setattr(publishing, "refuse_taken", lambda slug: None)
    with pytest.raises(publishing.SlugTaken, match="“taken” belongs to another article"):
        make_article(slug="taken")
    assert Article.objects.count() == 1


@pytest.mark.parametrize("slug", ["feed", "comments", "calendar", "between", "a b", "", "ä"])
def test_a_reserved_or_malformed_address_is_refused(slug):
    with pytest.raises(ValidationError) as refusal:
        make_article(slug=slug)
    assert set(refusal.value.message_dict) == {"slug"}
    assert not Article.objects.exists()


def test_an_open_edition_is_returned_instead_of_a_second_one():
    edition = make_edition()
    assert publishing.open_edition(edition.article, by=None) == edition


@pytest.mark.parametrize("status", ["submitted", "returned", "approved", "scheduled"])
def test_an_edition_on_its_way_is_open(status):
    edition = make_edition_in(status)
    assert publishing.open_edition(edition.article, by=None) == edition


def test_a_new_edition_is_the_newest_draft_by_whoever_opened_it():
    user, article = make_user(), publish_article()
    edition = publishing.open_edition(article, by=user)
    assert (edition.number, edition.status, edition.created_by) == (2, "draft", user)
    assert article.editions.get(is_newest=True) == edition
    assert str(edition.status_changes.get()) == "new → draft"


def test_a_new_edition_has_the_words_of_the_published_one():
    words = {"headline": "H", "dek": "D", "dateline": "L", "body": "<p>B</p>"}
    article = publish_article(**words, section=make_section(name="World"))
    edition = publishing.open_edition(article, by=None)
    assert {name: getattr(edition, name) for name in words} == words
    assert edition.section.name == "World"


def test_a_new_edition_is_displayed_as_the_published_one_is():
    article = publish_article()
    shown = publish_next(article, change="major", change_note="A name.")
    edition = publishing.open_edition(article, by=None)
    assert shown.updated_at is not None
    assert edition.displayed_at == shown.displayed_at
    assert edition.updated_at == shown.updated_at


def test_every_column_of_an_edition_is_copied_or_known_not_to_be():
    columns = {field.name for field in Edition._meta.fields}
    assert columns - set(publishing.COPIED) == NOT_COPIED


@pytest.mark.parametrize("kind", Part.__subclasses__(), ids=lambda kind: kind.__name__)
def test_a_new_edition_has_a_copy_of_every_part(kind):
    first = publishing.publish(fill(make_edition(), rows=2), by=None)
    copy = publishing.open_edition(first.article, by=None)
    own = {"id", "edition", "displayed_at"}
    columns = [field.attname for field in kind._meta.fields if field.name not in own]
    rows = [list(kind.objects.filter(edition=one).values(*columns)) for one in (first, copy)]
    assert len(rows[0]) == 2
    assert rows[0] == rows[1]


def test_a_change_to_a_copied_part_leaves_the_published_one():
    first = publishing.publish(fill(make_edition()), by=None)
    copy = publishing.open_edition(first.article, by=None)
    copy.imageuses.update(caption="Changed")
    assert first.imageuses.get().caption == "A caption"


def test_opening_an_edition_is_nothing_that_readers_see():
    article = publish_article()
    before = versions.number(versions.SITE)
    publishing.open_edition(article, by=None)
    assert versions.number(versions.SITE) == before


def test_a_new_edition_after_a_discarded_one_has_the_published_words():
    article = publish_article(headline="Published")
    given_up = publishing.open_edition(article, by=None)
    Edition.objects.filter(pk=given_up.pk).update(headline="Given up")
    publishing.discard(given_up, by=None)
    edition = publishing.open_edition(article, by=None)
    assert (edition.headline, edition.number) == ("Published", 3)


def test_a_new_edition_of_a_withdrawn_article_has_the_words_readers_saw_last():
    article = publish_article(headline="Seen first")
    publish_next(article, headline="Seen last")
    publishing.withdraw(article, by=None, reason="legal", note="")
    assert publishing.open_edition(article, by=None).headline == "Seen last"


def test_a_new_edition_where_all_were_discarded_has_the_words_of_the_last():
    edition = make_edition_in("discarded", headline="Given up")
    assert publishing.open_edition(edition.article, by=None).headline == "Given up"
