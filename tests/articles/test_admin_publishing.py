"""Publishing in the admin, and what can be done with an article that was published."""

import datetime as dt

import pytest

from articles import publishing
from articles.models import Article, Edition
from masthead import versions
from tests.factories import fill, make_edition, make_edition_in, make_section, publish_article

from .admin_form import ADD, LIST, buttons_on, fields_on, messages_on, page_of, save

pytestmark = pytest.mark.django_db

CLOSED = ["published", "superseded", "discarded"]
APPROVED = ["approved", "scheduled"]


def test_an_editor_publishes_a_draft(editor, editor_client):
    edition = make_edition()
    response = save(editor_client, page_of(edition), button="_publish", headline="Last words")
    assert response["Location"] == page_of(edition)
    live = Article.objects.live().get().live
    assert (live.headline, live.published_by) == ("Last words", editor)
    assert messages_on(editor_client.get(page_of(edition))) == ["Published: readers see it now."]


def test_an_editor_publishes_at_once_what_was_just_begun(editor_client):
    words = {"headline": "New", "slug": "new", "body": "<p>T</p>", "section": make_section().pk}
    response = save(editor_client, ADD, button="_publish", **words)
    live = Article.objects.live().get().live
    assert live.headline == "New"
    assert response["Location"] == page_of(live)


def test_publishing_in_the_admin_raises_the_version_of_the_site(editor_client):
    save(editor_client, page_of(make_edition()), button="_publish")
    assert versions.number(versions.SITE) == 1


def test_what_is_published_holds_what_was_typed_into_its_rows(editor_client):
    edition = fill(make_edition())
    save(editor_client, page_of(edition), button="_publish", **{"imageuses-0-caption": "New"})
    assert Article.objects.live().get().live.imageuses.get().caption == "New"


@pytest.mark.parametrize("is_new", [True, False])
def test_a_refused_publication_keeps_what_was_typed_and_says_what_is_missing(editor_client, is_new):
    address = ADD if is_new else page_of(make_edition())
    typed = {"headline": "Kept", "slug": "kept", "section": "", "body": ""}
    response = editor_client.get(save(editor_client, address, button="_publish", **typed).url)
    assert Edition.objects.get().headline == "Kept"
    assert not Article.objects.live().exists()
    (message,) = messages_on(response)
    assert message.startswith("Saved, but not published.")
    assert message.endswith("needs a text and a section.")


def test_a_form_with_errors_publishes_nothing(editor_client):
    response = save(editor_client, page_of(make_edition()), button="_publish", headline="")
    assert "_publish" in buttons_on(response)
    assert not Article.objects.live().exists()


def test_a_reporter_has_no_button_to_publish(reporter_client):
    for address in (ADD, page_of(make_edition())):
        assert "_publish" not in buttons_on(reporter_client.get(address))


def test_a_reporter_who_forges_the_button_is_refused_and_nothing_saved(reporter_client):
    edition = make_edition(headline="Mine")
    response = save(reporter_client, page_of(edition), button="_publish", headline="Forged")
    assert response.status_code == 403
    assert Edition.objects.get().headline == "Mine"
    assert Edition.objects.get().status == "draft"


def test_a_reporter_who_forges_it_for_a_new_article_begins_none(reporter_client):
    typed = {"headline": "Forged", "slug": "forged"}
    assert save(reporter_client, ADD, button="_publish", **typed).status_code == 403
    assert not Article.objects.exists()


def test_enter_in_a_field_saves_and_does_nothing_else(editor_client):
    buttons = buttons_on(editor_client.get(page_of(make_edition())))
    assert buttons == ["_save", "_continue", "_publish"]


# What is closed


@pytest.mark.parametrize("status", CLOSED)
def test_a_closed_edition_can_be_looked_at_and_no_more(administrator_client, status):
    edition = fill(make_edition_in(status, body="<p>Words <em>set</em>.</p>"))
    response = administrator_client.get(page_of(edition))
    assert buttons_on(response) == []
    assert not {"headline", "body", "slug"} & set(fields_on(response))
    assert '<div class="body-as-shown"><p>Words <em>set</em>.</p></div>' in response.text
    assert ">None<" not in response.text


@pytest.mark.parametrize("status", CLOSED)
def test_what_was_typed_into_an_edition_closed_meanwhile_is_given_back(editor_client, status):
    edition = make_edition_in(status)
    typed = {"headline": "Typed <b>", "body": "<p>Typed, too</p><script>x</script>"}
    response = editor_client.post(page_of(edition), typed)
    assert response.status_code == 409
    assert "Typed &lt;b&gt;" in response.text
    assert "<p>Typed, too</p>" in response.text
    assert "<script>x" not in response.text
    assert f"it became {status}" in response.text
    assert Edition.objects.get(pk=edition.pk).revision == 1


def test_whoever_saves_after_a_colleague_published_is_told_so(editor_client, reporter_client):
    edition = make_edition(headline="Published")
    fields = fields_on(reporter_client.get(page_of(edition)))
    save(editor_client, page_of(edition), button="_publish")
    response = reporter_client.post(page_of(edition), fields | {"headline": "Too late"})
    assert response.status_code == 409
    assert "Too late" in response.text
    assert Article.objects.live().get().live.headline == "Published"


def test_nothing_is_deleted_here(administrator_client):
    edition = make_edition()
    assert administrator_client.get(f"{LIST}{edition.pk}/delete/").status_code == 403
    assert administrator_client.post(f"{LIST}{edition.pk}/delete/").status_code == 403
    assert f"{LIST}{edition.pk}/delete/" not in administrator_client.get(page_of(edition)).text
    assert 'name="action"' not in administrator_client.get(LIST).text


# What was approved


@pytest.mark.parametrize("status", APPROVED)
def test_what_was_approved_is_changed_by_those_who_may_publish(editor_client, status):
    edition = make_edition_in(status)
    save(editor_client, page_of(edition), headline="Better")
    edition.refresh_from_db()
    assert (edition.headline, edition.status) == ("Better", status)


@pytest.mark.parametrize("status", APPROVED)
def test_a_reporter_looks_at_what_was_approved(reporter_client, status):
    edition = make_edition_in(status, headline="Approved")
    response = reporter_client.get(page_of(edition))
    assert buttons_on(response) == []
    assert "/open/" not in response.text
    assert reporter_client.post(page_of(edition), {"headline": "Changed"}).status_code == 409
    assert Edition.objects.get().headline == "Approved"


@pytest.mark.parametrize("status", ["draft", "submitted", "returned"])
def test_a_reporter_changes_what_was_not_approved_yet(reporter_client, status):
    edition = make_edition_in(status)
    assert save(reporter_client, page_of(edition), headline="Better").status_code == 302
    assert Edition.objects.get().headline == "Better"


def test_a_scheduled_edition_is_published_as_it_was_last_saved(editor_client, time_machine):
    edition = make_edition_in("scheduled")
    save(editor_client, page_of(edition), headline="Last words")
    time_machine.move_to(edition.publish_at + dt.timedelta(minutes=1))
    publishing.publish_due(edition.publish_at)
    assert Article.objects.live().get().live.headline == "Last words"


# A new edition


def test_a_published_article_is_changed_by_opening_a_new_edition(reporter, reporter_client):
    article = publish_article(headline="Published")
    published = article.editions.get()
    assert f'action="{LIST}{published.pk}/open/"' in reporter_client.get(page_of(published)).text
    response = reporter_client.post(f"{LIST}{published.pk}/open/")
    opened = article.editions.get(number=2)
    assert response["Location"] == page_of(opened)
    assert (opened.headline, opened.created_by) == ("Published", reporter)


def test_two_who_open_a_new_edition_get_the_same_one(editor_client, reporter_client):
    edition = make_edition_in("published")
    answers = [
        client.post(f"{LIST}{edition.pk}/open/") for client in (editor_client, reporter_client)
    ]
    assert answers[0]["Location"] == answers[1]["Location"]
    assert Edition.objects.count() == 2


def test_an_open_edition_offers_no_new_one(editor_client):
    assert "/open/" not in editor_client.get(page_of(make_edition())).text


def test_whoever_may_only_look_opens_none(moderator_client):
    edition = make_edition_in("published")
    assert "/open/" not in moderator_client.get(page_of(edition)).text
    assert moderator_client.post(f"{LIST}{edition.pk}/open/").status_code == 403
    assert Edition.objects.count() == 1


def test_no_edition_is_opened_by_following_a_link(editor_client):
    edition = make_edition_in("published")
    assert editor_client.get(f"{LIST}{edition.pk}/open/").status_code == 405
    assert Edition.objects.count() == 1


def test_a_stranger_who_opens_an_edition_is_sent_to_sign_in(client):
    edition = make_edition_in("published")
    assert "/login/" in client.post(f"{LIST}{edition.pk}/open/")["Location"]
    assert Edition.objects.count() == 1


@pytest.mark.parametrize("pk", ["0", "x", "9" * 30, "_2F"])
def test_an_edition_that_there_is_not_cannot_be_opened(editor_client, pk):
    assert editor_client.post(f"{LIST}{pk}/open/").status_code == 404
