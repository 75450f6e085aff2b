import datetime as dt

import pytest

from articles import publishing, translations
from articles.models import Article
from articles.translations import NotTranslated, translate, translations_of
from masthead.models import Publication
from tests.articles.admin_form import errors_on, page_of, save
from tests.factories import make_edition, publish_article, publish_next

pytestmark = pytest.mark.django_db


@pytest.fixture
def original(db) -> Article:
    return publish_article(headline="Talks in Miami")


@pytest.fixture
def spanish(original) -> Article:
    article = publish_article(headline="Conversaciones en Miami")
    return translate(article, language="es", source=original)


def page(client, article: Article) -> str:
    return " ".join(client.get(article.get_absolute_url()).text.split())


def test_each_links_the_other_in_its_own_language(client, original, spanish):
    link = f'<a href="{spanish.get_absolute_url()}" hreflang="es" lang="es" rel="alternate">'
    assert f"{link}español</a>" in page(client, original)
    told = page(client, spanish)
    assert 'lang="en" rel="alternate">English</a>' in told
    assert "Talks in Miami</a>." in told


def test_the_words_around_an_article_are_in_its_language(client, original, spanish):
    assert '<html lang="es" dir="ltr">' in page(client, spanish)
    assert "Deje una respuesta" in page(client, spanish)
    assert '<html lang="en" dir="ltr">' in page(client, original)
    assert '<section class="share" aria-labelledby="share">' in page(client, spanish)


def test_an_article_in_another_language_has_the_papers_words_around_it(client):
    article = publish_article(headline="محادثات")
    translate(article, language="ar", source=None)
    told = page(client, article)
    assert '<html lang="en" dir="ltr">' in told
    assert '<article class="story" lang="ar" dir="rtl">' in told
    assert '<section class="share" aria-labelledby="share" lang="en" dir="ltr">' in told


def test_a_translation_is_stale_once_readers_see_a_newer_original(original, spanish):
    publishing.open_edition(original, by=None)
    assert not translations_of(spanish).is_stale
    publishing.publish(original.editions.open().get(), by=None)
    assert translations_of(spanish).is_stale


def test_a_stale_translation_says_from_which_version_it_was_made(client):
    original = publish_article(at=dt.datetime(2019, 3, 28, 12, tzinfo=dt.UTC))
    translate(original, language="es", source=None)
    english = translate(publish_article(), language="en", source=original)
    assert "has changed since" not in page(client, english)
    publish_next(original)
    told = "this translation is of its version of March 28, 2019, 12:00 UTC."
    assert told in page(client, english)


def test_it_says_only_that_there_was_one_if_that_was_never_published(client):
    draft = make_edition()
    translate(draft.article, language="es", source=None)
    english = translate(publish_article(), language="en", source=draft.article)
    publishing.discard(draft, by=None)
    publish_next(draft.article)
    assert "this translation is of an earlier version" in page(client, english)


def test_it_is_not_once_it_was_brought_up_to_date(original, spanish):
    publish_next(original)
    same = translate(spanish, language="es", source=original)
    assert translations_of(same).is_stale
    now = translate(spanish, language="es", source=original, is_current=True)
    assert not translations_of(now).is_stale


def test_what_is_not_published_is_neither_linked_nor_told(client, original, spanish):
    draft = make_edition(headline="Entwurf").article
    translate(draft, language="de", source=original)
    assert translations_of(original).others == [spanish]
    publishing.withdraw(original, by=None, reason="in-error", note="")
    assert translations_of(spanish).others == []
    assert translations_of(spanish).source is None


def test_a_translation_of_a_draft_notes_its_newest_edition(original):
    draft = make_edition().article
    noted = translate(original, language="es", source=draft)
    assert noted.translated_number == 1


def test_siblings_find_each_other_by_one_query(original, spanish, django_assert_num_queries):
    german = translate(publish_article(), language="de", source=original)
    with django_assert_num_queries(1):
        found = translations_of(german)
    assert found.others == [original, spanish]


def test_an_odd_original_is_refused(original, spanish):
    german = publish_article()
    with pytest.raises(NotTranslated, match="no translation of itself"):
        translate(original, language="en", source=original)
    with pytest.raises(NotTranslated, match="Choose the original"):
        translate(german, language="de", source=spanish)
    with pytest.raises(NotTranslated, match="has translations itself"):
        translate(original, language="en", source=german)
    with pytest.raises(NotTranslated, match="exists in this language"):
        translate(german, language="en", source=original)
    with pytest.raises(NotTranslated, match="exists in this language"):
        translate(german, language="es", source=original)
    with pytest.raises(NotTranslated, match="exists in this language"):
        translate(original, language="es", source=None)


def test_a_translation_leaves_its_family_whatever_languages_are_in_it(original, spanish):
    german = translate(publish_article(), language="de", source=original)
    assert translate(german, language="es", source=None).language == "es"


def test_an_article_stops_being_a_translation(original, spanish):
    alone = translate(spanish, language="es", source=None)
    assert (alone.translation_of, alone.translated_number) == (None, None)
    assert translations_of(original).others == []


def test_the_desk_makes_an_article_a_translation(reporter_client, original):
    edition = make_edition(headline="Conversaciones")
    address = page_of(edition)
    save(reporter_client, address, language="es", translation_of=original.pk)
    article = Article.objects.get(pk=edition.article_id)
    assert (article.language, article.translation_of) == ("es", original)
    assert article.translated_number == 1


def test_the_desk_adds_a_translation_at_once(reporter_client, original):
    add = "/admin/articles/edition/add/"
    save(
        reporter_client,
        add,
        headline="Conversaciones",
        slug="conversaciones",
        language="es",
        translation_of=original.pk,
    )
    assert Article.objects.get(slug="conversaciones").translation_of == original


def test_the_desk_is_told_why_an_original_is_odd(reporter_client, original):
    address = page_of(make_edition())
    response = save(reporter_client, address, translation_of=original.pk)
    assert errors_on(response) == {
        "translation_of": [
            "The article exists in this language already. Change one of the languages."
        ]
    }


def test_a_change_reaches_kept_pages(original, spanish):
    before = translations.versions.number("site")
    translate(spanish, language="pt", source=original)
    assert translations.versions.number("site") == before + 1


def test_a_list_marks_what_is_the_papers_own(client, spanish):
    told = " ".join(client.get("/articles/").text.split())
    assert '<article class="teaser" lang="es" dir="ltr">' in told
    assert '<p class="kicker" lang="en" dir="ltr">' in told


def test_a_spanish_article_marks_the_names_of_an_english_paper(client, spanish):
    Publication.objects.create(name="Paper", tagline="All of it")
    assert '<p class="tagline" lang="en" dir="ltr">All of it</p>' in page(client, spanish)


def test_the_script_speaks_the_language_of_the_article(client, spanish):
    told = page(client, spanish)
    assert 'data-cancel="Cancelar"' in told
    assert "Guardar mi nombre y mi correo en este navegador" in told
