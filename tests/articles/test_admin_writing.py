"""Writing an article in the admin: adding, saving, and what a form refuses."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import publishing
from articles.models import Article, Edition
from masthead.models import Publication
from tests.factories import (
    fill,
    make_article,
    make_edition,
    make_edition_in,
    make_image,
    make_meeting,
    make_person,
    make_section,
    make_topic,
    publish_article,
)

from .admin_form import ADD, errors_on, fields_on, page_of, row, save

pytestmark = pytest.mark.django_db


def words(**fields):
    defaults = {"headline": "New", "slug": "new", "body": "<p>Text.</p>"}
    return defaults | {"section": make_section().pk} | fields


def test_the_address_follows_the_headline_while_it_is_written(reporter_client):
    (prepopulated,) = reporter_client.get(ADD).context["adminform"].prepopulated_fields
    assert prepopulated["field"].name == "slug"
    assert [field.name for field in prepopulated["dependencies"]] == ["headline"]


def test_the_body_is_written_in_the_editor(reporter_client):
    assert "data-django-prose-editor" in reporter_client.get(ADD).text


def test_a_reporter_begins_an_article(reporter, reporter_client):
    response = save(reporter_client, ADD, button="_save", **words())
    assert response["Location"] == "/admin/articles/edition/"
    edition = Edition.objects.get()
    assert (edition.headline, edition.article.slug, edition.status) == ("New", "new", "draft")
    assert edition.created_by == reporter


def test_an_article_begins_with_all_that_hangs_on_it(reporter_client):
    rows = (
        row("bylines", person=make_person().pk)
        | row("coverages", meeting=make_meeting().pk, role="lead")
        | row("editiontopics", topic=make_topic().pk)
        | row("imageuses", image=make_image().pk, after_paragraph=2)
    )
    save(reporter_client, ADD, **words(), **rows)
    edition = Edition.objects.get()
    assert edition.bylines.get().person.name
    assert edition.coverages.get().role == "lead"
    assert edition.editiontopics.get().topic.name
    assert edition.imageuses.get().after_paragraph == 2


def test_an_article_begins_in_the_language_of_the_paper(reporter_client):
    Publication.objects.create(language="es")
    save(reporter_client, ADD, **words())
    assert Article.objects.get().language == "es"


def test_a_draft_needs_neither_text_nor_section(reporter_client):
    save(reporter_client, ADD, **words(body="", section=""))
    assert Edition.objects.get().section is None


def test_an_edition_is_saved_with_what_was_typed(reporter_client):
    edition = make_edition()
    save(reporter_client, page_of(edition), headline="Better", body="<p>B<script>x</script></p>")
    edition.refresh_from_db()
    assert (edition.headline, edition.body) == ("Better", "<p>B</p>")
    assert edition.revision == 2


def test_a_save_writes_what_was_changed_and_nothing_else(reporter_client):
    edition = make_edition()
    with CaptureQueriesContext(connection) as queries:
        save(reporter_client, page_of(edition), headline="Better")
    written = [query["sql"] for query in queries if query["sql"].startswith("UPDATE")]
    (edition_written,) = [sql for sql in written if '"articles_edition" SET' in sql]
    columns = re.findall(r'"(\w+)" = ', edition_written.partition("WHERE")[0])
    assert sorted(columns) == ["headline", "revision"]


def test_a_save_leaves_the_status_to_whoever_changed_it_meanwhile(reporter_client):
    edition = make_edition()
    fields = fields_on(reporter_client.get(page_of(edition)))
    publishing.submit(edition, by=None)
    reporter_client.post(page_of(edition), fields | {"headline": "Better"})
    edition.refresh_from_db()
    assert (edition.headline, edition.status) == ("Better", "submitted")


def test_a_save_is_nothing_that_readers_see(reporter_client, client):
    article = publish_article(headline="Published")
    edition = publishing.open_edition(article, by=None)
    save(reporter_client, page_of(edition), headline="Unfinished")
    assert "Unfinished" not in client.get(article.get_absolute_url()).text


def test_rows_of_an_inline_are_changed_and_removed(reporter_client):
    edition = fill(make_edition(), rows=2)
    save(
        reporter_client,
        page_of(edition),
        **{"bylines-0-order": 9, "imageuses-0-caption": "New", "coverages-1-DELETE": "on"},
    )
    assert edition.bylines.filter(order=9).exists()
    assert edition.imageuses.filter(caption="New").exists()
    assert edition.coverages.count() == 1


# Addresses


def test_an_unpublished_article_moves_with_its_form(reporter_client):
    edition = make_edition(slug="old")
    save(reporter_client, page_of(edition), slug="new")
    assert Article.objects.get().slug == "new"


def test_a_published_article_stays_where_it_is(reporter_client):
    edition = publishing.open_edition(publish_article(slug="fixed"), by=None)
    assert "slug" not in fields_on(reporter_client.get(page_of(edition)))
    response = save(reporter_client, page_of(edition), slug="forged", headline="Better")
    assert response.status_code == 302
    assert Article.objects.get().slug == "fixed"


@pytest.mark.parametrize("slug", ["taken", "old", "feed", "comments", "a b", "", "x" * 121])
def test_an_address_that_cannot_be_had_is_an_error_at_its_field(reporter_client, slug):
    make_article(slug="taken")
    publishing.move(publish_article(slug="old"), slug="elsewhere")
    edition = make_edition(slug="mine")
    assert set(errors_on(save(reporter_client, ADD, **words(slug=slug)))) == {"slug"}
    assert set(errors_on(save(reporter_client, page_of(edition), slug=slug))) == {"slug"}
    assert Article.objects.count() == 3


def test_an_address_taken_after_the_check_is_an_error_at_its_field_too(
    reporter_client, monkeypatch
):
    make_article(slug="new")
    check, checks = publishing.refuse_taken, []

    def looks_away_once(slug, *, but_for=None):
        checks.append(slug)
        if len(checks) > 1:
            check(slug, but_for=but_for)

    monkeypatch.setattr(publishing, "refuse_taken", looks_away_once)
    assert set(errors_on(save(reporter_client, ADD, **words()))) == {"slug"}


# Two who save


def two_at_once(client, edition, first, second):
    """Load the page twice, send the first, then the second; return the answer to this."""
    pages = [fields_on(client.get(page_of(edition))) for _ in range(2)]
    assert client.post(page_of(edition), pages[0] | first).status_code == 302
    return client.post(page_of(edition), pages[1] | second)


@pytest.mark.parametrize(("first", "second"), [("Hers", "His"), ("His", "Hers")])
def test_the_second_of_two_saves_is_refused_and_nothing_of_it_saved(reporter_client, first, second):
    edition = fill(make_edition())
    late = {"headline": second, "bylines-0-order": 9}
    response = two_at_once(reporter_client, edition, {"headline": first}, late)
    assert "Somebody saved this article after you opened it" in errors_on(response)["__all__"][0]
    assert Edition.objects.get().headline == first
    assert edition.bylines.get().order == 0


def test_what_the_second_typed_is_still_there_and_saved_by_saving_again(reporter_client):
    edition = make_edition()
    response = two_at_once(reporter_client, edition, {"headline": "Hers"}, {"headline": "His"})
    again = fields_on(response)
    assert again["headline"] == "His"
    assert reporter_client.post(page_of(edition), again).status_code == 302
    assert Edition.objects.get().headline == "His"


def test_a_third_save_between_is_noticed_as_well(reporter_client):
    edition = make_edition()
    response = two_at_once(reporter_client, edition, {"headline": "Hers"}, {"headline": "His"})
    save(reporter_client, page_of(edition), headline="Theirs")
    late = reporter_client.post(page_of(edition), fields_on(response))
    assert "__all__" in errors_on(late)
    assert Edition.objects.get().headline == "Theirs"


def test_a_save_of_rows_alone_is_noticed(reporter_client):
    edition = fill(make_edition())
    response = two_at_once(reporter_client, edition, {"bylines-0-order": 5}, {"headline": "His"})
    assert "__all__" in errors_on(response)
    assert edition.bylines.get().order == 5


@pytest.mark.parametrize("seen", ["", "x", "0", "9" * 30])
def test_a_save_that_has_seen_no_revision_is_refused(reporter_client, seen):
    edition = make_edition(headline="Mine")
    response = save(reporter_client, page_of(edition), seen_revision=seen, headline="Blind")
    assert "__all__" in errors_on(response)
    assert Edition.objects.get().headline == "Mine"


# Odd input


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"headline": ""}, "headline"),
        ({"headline": "x" * 201}, "headline"),
        ({"headline": "a\0b"}, "headline"),
        ({"body": "<p>a\0b</p>"}, "body"),
        ({"section": "0"}, "section"),
        (row("bylines", printed_name=" ", order="1"), "__all__"),
        (row("bylines", printed_name="A", order="-1"), "order"),
        (row("bylines", printed_name="A", order="9" * 30), "order"),
        (row("coverages", meeting="0"), "meeting"),
        (row("editiontopics", topic="", order="1"), "topic"),
        (row("imageuses", image="0", after_paragraph=0), "image"),
    ],
)
def test_odd_input_is_an_error_of_the_form(reporter_client, typed, field):
    edition = make_edition(headline="Mine")
    assert field in errors_on(save(reporter_client, page_of(edition), **typed))
    assert Edition.objects.get().headline == "Mine"


def test_a_byline_is_one_of_three(reporter_client):
    both = row("bylines", person=make_person().pk, printed_name="A. Nonymous")
    response = save(reporter_client, page_of(make_edition()), **both)
    assert "give one of them" in errors_on(response)["__all__"][0]


@pytest.mark.parametrize("kind", ["editiontopics", "coverages"])
def test_nothing_hangs_on_an_edition_twice(reporter_client, kind):
    field, one = {
        "editiontopics": ("topic", make_topic()),
        "coverages": ("meeting", make_meeting()),
    }[kind]
    twice = row(kind, 0, **{field: one.pk}, role="lead")
    twice |= row(kind, 1, **{field: one.pk}, role="lead")
    response = save(reporter_client, page_of(make_edition()), **twice)
    assert "duplicate" in errors_on(response)["__all__"][0]


def test_an_unknown_kind_of_change_is_an_error(reporter_client):
    edition = publishing.open_edition(publish_article(), by=None)
    assert "change" in errors_on(save(reporter_client, page_of(edition), change="weird"))


def test_saving_as_new_makes_no_article_of_a_published_one(editor_client):
    edition = make_edition_in("published")
    forged = {"_saveasnew": "1", "headline": "Copy", "slug": "copy"}
    assert editor_client.post(page_of(edition), forged).status_code == 409
    assert Article.objects.count() == 1


# When something can be said of a change


def test_the_change_is_asked_for_once_an_article_was_public(reporter_client):
    edition = publishing.open_edition(publish_article(), by=None)
    save(reporter_client, page_of(edition), change="major", change_note="A name.")
    edition.refresh_from_db()
    assert (edition.change, edition.change_note) == ("major", "A name.")


def test_of_a_first_edition_no_change_is_asked_for(reporter_client):
    assert "change" not in fields_on(reporter_client.get(page_of(make_edition())))


def test_nor_of_a_second_that_follows_a_discarded_one(reporter_client):
    given_up = make_edition_in("discarded")
    edition = publishing.open_edition(given_up.article, by=None)
    assert "change" not in fields_on(reporter_client.get(page_of(edition)))


@pytest.mark.parametrize("key", ["x", "-1", "9" * 30, "1.5", "\u0663"])
def test_a_key_that_is_none_is_refused_in_words_and_the_rest_is_kept(reporter_client, key):
    fields = words(headline="Kept", section=key) | row("bylines", 0, person=key)
    response = save(reporter_client, ADD, **fields)
    assert response.status_code == 200
    assert fields_on(response)["headline"] == "Kept"
