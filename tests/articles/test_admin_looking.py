"""What the staff see of articles in the admin: the list, a page, its history."""

import pytest
from django.urls import reverse

from articles import publishing
from articles.admin import EditionAdmin
from masthead import versions
from tests.factories import (
    fill,
    make_edition,
    make_edition_in,
    make_section,
    make_topic,
    publish_article,
    publish_next,
)

from .admin_form import ADD, LIST, buttons_on, fields_on, page_of, save

pytestmark = pytest.mark.django_db


def listed(client, query=""):
    return [edition.pk for edition in client.get(f"{LIST}{query}").context["cl"].result_list]


# The list


def test_the_list_has_one_row_an_article_the_last_begun_first(editor_client):
    article = publish_article()
    other = make_edition()
    second = publish_next(article)
    assert listed(editor_client) == [second.pk, other.pk]


def test_an_article_whose_new_edition_was_discarded_is_listed_as_readers_see_it(editor_client):
    article = publish_article()
    publishing.discard(publishing.open_edition(article, by=None), by=None)
    assert listed(editor_client) == [article.editions.published().get().pk]


def test_the_list_says_what_readers_see(editor_client):
    publishing.open_edition(publish_article(), by=None)
    make_edition()
    rows = editor_client.get(LIST).context["cl"].result_list
    assert [row.is_public for row in rows] == [False, True]
    assert editor_client.get(LIST).text.count("icon-yes") == 1


@pytest.mark.parametrize("count", [1, 4])
def test_the_list_takes_as_many_queries_for_one_row_as_for_many(
    editor_client, django_assert_num_queries, count
):
    for _ in range(count):
        publish_article()
    editor_client.get(LIST)
    with django_assert_num_queries(9):
        editor_client.get(LIST)


@pytest.mark.parametrize("words", ["regional", "compact-talks"])
def test_articles_are_found_by_headline_and_address(editor_client, words):
    found = make_edition(headline="A regional compact", slug="compact-talks")
    make_edition()
    assert listed(editor_client, f"?q={words}") == [found.pk]


def test_articles_are_filtered_by_status_and_section(editor_client):
    section = make_section()
    found = make_edition_in("submitted", section=section)
    make_edition_in("submitted")
    make_edition(section=section)
    query = f"?status__exact=submitted&section__id__exact={section.pk}"
    assert listed(editor_client, query) == [found.pk]


# A page


def test_a_page_links_every_edition_of_its_article(editor_client):
    article = publish_article()
    publish_next(article)
    draft = publishing.open_edition(article, by=None)
    page = editor_client.get(page_of(draft)).text
    for number, status in enumerate(("superseded", "published", "draft"), start=1):
        address = page_of(article.editions.get(number=number))
        assert f'<a href="{address}">{number} ({status})</a>' in page
        assert editor_client.get(address).status_code == 200


def test_a_page_says_what_became_of_the_edition(editor_client):
    edition = make_edition_in("returned")
    page = editor_client.get(page_of(edition)).text
    assert "Returned, edition 1" in page
    assert "Not yet." in page


@pytest.mark.parametrize("status", ["draft", "published", "superseded", "discarded"])
def test_view_on_site_shows_the_edition(editor_client, status):
    edition = make_edition_in(status, headline="Seen on site")
    address = edition.get_absolute_url()
    assert f'href="{address}" class="viewsitelink"' in editor_client.get(page_of(edition)).text
    assert "Seen on site" in editor_client.get(address).text


@pytest.mark.parametrize("status", ["draft", "published"])
def test_a_moderator_sees_all_of_an_edition_and_changes_nothing(moderator_client, status):
    edition = fill(make_edition_in(status, headline="Old"))
    response = moderator_client.get(page_of(edition))
    for part in (edition.bylines.get(), edition.coverages.get(), edition.editiontopics.get()):
        assert str(part) in response.text
    assert "A caption" in response.text
    assert "history of this edition" in response.text.lower()
    assert buttons_on(response) == []
    assert not [name for name in fields_on(response) if name in {"headline", "bylines-0-order"}]


def test_a_moderator_who_forges_a_save_is_refused(moderator_client):
    edition = make_edition(headline="Old")
    forged = {"headline": "Forged", "_publish": "1"}
    assert moderator_client.post(page_of(edition), forged).status_code == 403
    assert moderator_client.get(ADD).status_code == 403
    edition.refresh_from_db()
    assert edition.headline == "Old"


@pytest.mark.parametrize("pk", ["0", "x", "9" * 30])
@pytest.mark.parametrize("action", ["change", "history"])
def test_an_edition_that_there_is_not_leads_back(editor_client, action, pk):
    address = reverse(f"admin:articles_edition_{action}", args=[pk])
    assert editor_client.get(address)["Location"] == reverse("admin:index")
    assert editor_client.post(address)["Location"] == reverse("admin:index")


def test_a_published_edition_cannot_be_saved_as_a_new_article():
    assert not EditionAdmin.save_as


# The history


def test_the_history_is_that_of_the_article_whatever_the_edition(editor_client):
    edition = make_edition()
    save(editor_client, page_of(edition), button="_publish", headline="Better")
    second = publishing.open_edition(edition.article, by=None)
    save(editor_client, page_of(second), dek="In short")
    save(editor_client, page_of(make_edition()), dek="Another article")
    for one in (edition, second):
        response = editor_client.get(f"{LIST}{one.pk}/history/")
        messages = [entry.get_change_message() for entry in response.context["action_list"]]
        assert messages == ["Changed Headline.", "Published edition 1.", "Changed Standfirst."]


def test_an_article_without_a_history_says_so(editor_client):
    response = editor_client.get(f"{LIST}{make_edition().pk}/history/")
    assert "doesn’t have a change history" in response.text


def test_a_history_is_answered_however_it_is_asked_for(editor_client):
    address = f"{LIST}{make_edition().pk}/history/"
    assert editor_client.post(address).status_code == 200
    assert editor_client.get(f"{address}?p=x").status_code == 200


# Sections and topics


@pytest.mark.parametrize("kind", ["section", "topic"])
def test_what_an_article_stands_under_can_be_added(editor_client, administrator_client, kind):
    client = {"section": administrator_client, "topic": editor_client}[kind]
    address = reverse(f"admin:articles_{kind}_add")
    client.post(address, {"name": "World", "slug": "world", "order": 0})
    row = client.get(reverse(f"admin:articles_{kind}_changelist")).context["cl"].result_list[0]
    assert str(row) == "World"
    assert versions.number(versions.SITE) == 1


def test_a_section_with_articles_cannot_be_deleted(administrator_client):
    section = make_edition().section
    address = reverse("admin:articles_section_delete", args=[section.pk])
    administrator_client.post(address, {"post": "yes"})
    section.refresh_from_db()


def test_a_renamed_topic_raises_the_version_of_the_site(editor_client):
    topic = make_topic()
    address = reverse("admin:articles_topic_change", args=[topic.pk])
    editor_client.post(address, {"name": "Trade", "slug": "trade"})
    topic.refresh_from_db()
    assert topic.name == "Trade"
    assert versions.number(versions.SITE) == 1
