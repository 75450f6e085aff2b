"""Articles, sections and topics as the API tells them."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import publishing
from articles.models import EditionTopic
from tests.factories import make_edition, make_section, make_topic, publish_article, publish_next

from .planting import plant_article

pytestmark = pytest.mark.django_db

NOON = dt.datetime(2019, 3, 28, 12, tzinfo=dt.UTC)


def test_an_article_comes_with_its_text_in_html_and_plain(ask):
    plant_article()
    article = ask("articles/report")
    assert article["headline"] == "A report"
    assert article["body_html"] == "<h2>Head</h2><p>One &amp; two.</p><hr>"
    assert article["body_text"] == "Head\nOne & two."
    assert article["url"] == "http://testserver/articles/report/"


def test_an_article_names_what_hangs_on_it(ask):
    article = plant_article()
    found = ask("articles/report")
    assert found["id"] == str(article.uid)
    assert [one["slug"] for one in found["topics"]] == ["report-topic"]
    assert [one["name"] for one in found["authors"]] == ["Rita Writes", "Staff"]
    assert found["authors"][0]["person"]["url"].startswith("http://testserver/people/")
    assert found["authors"][1]["person"] is None
    assert [one["caption"] for one in found["images"]] == ["A field"]
    assert found["comment_count"] == 2


def test_an_article_names_only_public_meetings(ask):
    plant_article()
    assert [one["name"] for one in ask("articles/report")["meetings"]] == ["Talks"]


def test_only_a_change_that_readers_were_told_of_moves_the_date(ask):
    article = publish_article(at=NOON, slug="report")
    publish_next(article, at=NOON + dt.timedelta(days=1))
    assert ask("articles/report")["date_modified"] == "2019-03-28T12:00:00Z"
    later = NOON + dt.timedelta(days=2)
    publish_next(article, at=later, change="major", change_note="A name was wrong.")
    found = ask("articles/report")
    assert found["date_published"] == "2019-03-28T12:00:00Z"
    assert found["date_modified"] == "2019-03-30T12:00:00Z"
    assert found["change_note"] == "A name was wrong."


@pytest.mark.parametrize("is_public", [True, False])
def test_a_translation_names_its_original_where_that_is_public(ask, is_public):
    original = publish_article(slug="report", headline="A report")
    translation = publish_article(slug="reporte", language="es")
    translation.translation_of, translation.translated_number = original, 1
    translation.save()
    if not is_public:
        publishing.withdraw(original, by=None, reason="legal", note="")
    named = ask("articles/reporte")["translation_of"]
    assert (named and named["name"]) == ("A report" if is_public else None)


def test_the_list_holds_every_live_article_once_newest_first(walk):
    times = [NOON + dt.timedelta(days=day) for day in (0, 1, 1, 1, 2)]
    slugs = [publish_article(at=at).slug for at in times]
    make_edition()
    assert [one["slug"] for one in walk("articles")] == slugs[::-1]


@pytest.mark.parametrize(
    ("parameters", "slugs"),
    [
        ({"section": "world"}, ["c", "a"]),
        ({"topic": "trade"}, ["b", "a"]),
        ({"language": "es"}, ["c"]),
        ({"section": "world", "topic": "trade"}, ["a"]),
        ({"unknown": "x"}, ["c", "b", "a"]),
    ],
)
def test_the_list_is_narrowed_by(walk, parameters, slugs):
    world, trade = make_section(slug="world"), make_topic(slug="trade")
    for day, (slug, fields) in enumerate(
        {"a": {"section": world}, "b": {}, "c": {"section": world, "language": "es"}}.items()
    ):
        edition = make_edition(slug=slug, **fields)
        EditionTopic.objects.create(edition=edition, topic=make_topic())
        if slug != "c":
            EditionTopic.objects.create(edition=edition, topic=trade)
        publishing.publish(edition, by=None, at=NOON + dt.timedelta(days=day))
    assert [one["slug"] for one in walk("articles", **parameters)] == slugs


@pytest.mark.parametrize("parameters", [{"section": "none"}, {"topic": "none"}])
def test_what_no_section_or_topic_is_called_is_not_found(client, parameters):
    response = client.get("/api/v1/articles", parameters)
    assert response.status_code == 404
    assert "“none”" in response.json()["detail"]


def test_a_topic_of_drafts_alone_is_not_found(client):
    EditionTopic.objects.create(edition=make_edition(), topic=make_topic(slug="secret"))
    assert client.get("/api/v1/articles", {"topic": "secret"}).status_code == 404


def test_an_article_that_moved_is_where_the_answer_says(client):
    article = publish_article(slug="old")
    publishing.move(article, slug="new")
    response = client.get("/api/v1/articles/old")
    assert (response.status_code, response["Location"]) == (301, "/api/v1/articles/new")


def test_an_article_that_was_withdrawn_is_gone(client):
    article = publish_article(slug="wrong", headline="Wrong")
    publishing.withdraw(article, by=None, reason="legal", note="")
    response = client.get("/api/v1/articles/wrong")
    assert response.status_code == 410
    assert "Wrong" not in response.text


def test_a_draft_is_not_found(client):
    make_edition(slug="draft")
    assert client.get("/api/v1/articles/draft").status_code == 404


def test_topics_are_those_of_live_articles(walk):
    plant_article()
    EditionTopic.objects.create(edition=make_edition(), topic=make_topic(slug="unpublished"))
    assert [one["slug"] for one in walk("topics")] == ["report-topic"]


def test_sections_are_those_of_the_paper(walk):
    slugs = [make_section().slug for _ in range(3)]
    assert [one["slug"] for one in walk("sections")] == slugs


def test_a_list_takes_as_many_queries_however_long(ask):
    plant_article("first")
    with CaptureQueriesContext(connection) as one:
        ask("articles")
    plant_article("second")
    plant_article("third")
    with CaptureQueriesContext(connection) as three:
        assert len(ask("articles")["items"]) == 3
    assert len(three) == len(one)
