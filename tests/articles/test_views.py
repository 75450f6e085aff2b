"""An article's page: to whom it opens, what it answers, and what it costs."""

import datetime as dt

import pytest
from django.utils import timezone

from articles import publishing
from articles.models import Article, Edition
from masthead import versions
from tests.factories import (
    fill,
    make_delegation,
    make_edition,
    make_edition_in,
    make_meeting,
    make_participation,
    make_place,
    publish_article,
    publish_next,
)

pytestmark = pytest.mark.django_db

UNSEEN = sorted(set(Edition.Status) - {"published"})


def withdraw(article: Article) -> Article:
    return publishing.withdraw(article, by=None, reason="legal", note="A court said so.")


def preview_of(edition: Edition) -> str:
    return f"/articles/{edition.article.slug}/?edition={edition.pk}"


# Readers


def test_readers_see_the_published_edition(client):
    article = publish_article(headline="First")
    publish_next(article, headline="Second")
    response = client.get(article.get_absolute_url())
    assert response.status_code == 200
    assert "<h1>Second</h1>" in response.text
    assert "First" not in response.text


def test_readers_keep_seeing_it_while_the_next_one_is_written(client):
    article = publish_article(headline="Published")
    draft = publishing.open_edition(article, by=None)
    Edition.objects.filter(pk=draft.pk).update(headline="Unfinished")
    page = client.get(article.get_absolute_url()).text
    assert "<h1>Published</h1>" in page
    assert "Unfinished" not in page


def test_a_page_for_readers_sets_no_cookie_and_is_the_same_for_everybody(client):
    response = client.get(publish_article().get_absolute_url())
    assert not response.cookies
    assert not response.has_header("Vary")
    assert response["Cache-Control"] == "no-cache"


def test_the_page_is_kept_by_the_versions_of_the_site_and_the_article(client, article):
    wanted = {versions.WANTED: True}
    for address, keys in (
        (article.get_absolute_url(), {"site", f"article:{article.pk}"}),
        ("/articles/nothing/", {"site"}),
    ):
        assert set(client.get(address, **wanted).wsgi_request.META[versions.NUMBERS]) == keys


def test_a_head_request_is_answered_without_the_page(client):
    response = client.head(publish_article().get_absolute_url())
    assert response.status_code == 200
    assert response.content == b""


@pytest.mark.parametrize("address", ["/", "/articles/", "/articles/one/"])
def test_nothing_can_be_posted_to_a_page(client, address):
    publish_article(slug="one")
    response = client.post(address)
    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD"


@pytest.mark.parametrize(
    "status", ["draft", "submitted", "returned", "approved", "scheduled", "discarded"]
)
def test_what_was_never_published_is_not_found(client, status):
    edition = make_edition_in(status)
    assert client.get(edition.article.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("slug", ["no-such-article", "x" * 500])
def test_an_address_that_never_was_is_not_found(client, slug):
    assert client.get(f"/articles/{slug}/").status_code == 404


def test_an_old_address_leads_to_the_new_one_for_good_but_is_asked_again(client):
    publishing.move(publish_article(slug="old"), slug="new")
    response = client.get("/articles/old/")
    assert (response.status_code, response["Location"]) == (301, "/articles/new/")
    assert response["Cache-Control"] == "no-cache"


def test_every_old_address_leads_to_the_present_one(client):
    article = publishing.move(publish_article(slug="one"), slug="two")
    publishing.move(article, slug="three")
    assert client.get("/articles/one/")["Location"] == "/articles/three/"


def test_a_withdrawn_article_is_gone_and_says_why(client):
    article = withdraw(publish_article(headline="Secret", body="<p>Told.</p>"))
    response = client.get(article.get_absolute_url())
    assert response.status_code == 410
    assert "A court said so." in response.text
    assert "Secret" not in response.text
    assert "Told." not in response.text


def test_an_article_published_again_is_back(client):
    article = withdraw(publish_article())
    publish_next(article)
    assert client.get(article.get_absolute_url()).status_code == 200


def test_an_article_due_by_now_is_there_on_the_first_request(client, time_machine):
    edition = make_edition_in("scheduled")
    time_machine.move_to(timezone.now() + dt.timedelta(days=2))
    assert client.get(edition.article.get_absolute_url()).status_code == 200


# Previews


@pytest.mark.parametrize("status", UNSEEN)
def test_staff_see_any_edition_as_readers_would(moderator_client, status):
    edition = make_edition_in(status, headline="Not out")
    response = moderator_client.get(preview_of(edition))
    assert "<h1>Not out</h1>" in response.text
    assert "Readers do not see this." in response.text
    assert "<form" not in response.text


@pytest.mark.parametrize("status", UNSEEN)
def test_readers_are_told_that_there_is_no_such_edition(client, status):
    assert client.get(preview_of(make_edition_in(status))).status_code == 404


def test_a_preview_is_kept_by_no_cache(editor_client):
    response = editor_client.get(preview_of(make_edition()))
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"


def test_the_preview_of_what_is_public_leads_to_the_page(client):
    edition = make_edition_in("published")
    response = client.get(preview_of(edition))
    assert response.status_code == 302
    assert response["Location"] == edition.article.get_absolute_url()


@pytest.mark.parametrize(
    "number", ["", "0", "-1", "1.5", "x", "٣", "9" * 18, "9" * 19, "9" * 5000, "1 OR 1=1", "%00"]
)
def test_a_number_of_no_edition_is_not_found(editor_client, number):
    article = publish_article()
    response = editor_client.get(f"{article.get_absolute_url()}?edition={number}")
    assert response.status_code == 404


def test_an_edition_is_previewed_only_at_its_own_address(editor_client):
    draft = make_edition()
    address = f"{publish_article().get_absolute_url()}?edition={draft.pk}"
    assert editor_client.get(address).status_code == 404


def test_staff_see_the_next_edition_dated_as_it_will_be(editor_client):
    article = publish_article(at=dt.datetime(2019, 3, 28, 12, tzinfo=dt.UTC))
    draft = publishing.open_edition(article, by=None)
    assert "March 28, 2019" in editor_client.get(draft.get_absolute_url()).text


# What it costs


def add_people(edition: Edition) -> Edition:
    for coverage in edition.coverages.all():
        city = make_place(parent=make_place(parent=make_place()))
        coverage.meeting.place = make_place(parent=city)
        coverage.meeting.save()
        for _ in range(2):
            seat = make_delegation(meeting=coverage.meeting)
            make_participation(meeting=coverage.meeting, delegation=seat)
    return edition


@pytest.mark.parametrize(("rows", "queries"), [(0, 17), (1, 21), (3, 21)])
def test_a_page_takes_a_fixed_number_of_queries(client, django_assert_num_queries, rows, queries):
    edition = publishing.publish(add_people(fill(make_edition(), rows=rows)), by=None)
    with django_assert_num_queries(queries):
        response = client.get(edition.article.get_absolute_url())
    assert response.text.count('class="meeting-card') == rows


def test_a_meeting_that_is_not_public_is_not_on_the_page(client):
    edition = make_edition()
    edition.coverages.create(meeting=make_meeting(name="Secret talks", is_public=False))
    publishing.publish(edition, by=None)
    assert "Secret talks" not in client.get(edition.article.get_absolute_url()).text
