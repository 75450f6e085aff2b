"""What search knows of articles follows each change of what readers see, in its transaction."""

import datetime as dt

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from articles import finding, publishing
from articles.models import Article, Edition
from masthead.models import SearchEntry
from tests.factories import (
    fill,
    make_edition,
    make_section,
    publish_article,
    publish_next,
)

pytestmark = pytest.mark.django_db


def known() -> dict[int, str]:
    """Return the titles of the entries of articles, by the keys."""
    return dict(SearchEntry.objects.filter(kind="article").values_list("key", "title"))


def test_a_published_article_is_known_by_its_words_and_names():
    section = make_section()
    edition = fill(make_edition(headline="Sánchez", dek="Who?", body="<p>A</p>b", section=section))
    publishing.publish(edition, by=None, at=dt.datetime(2019, 3, 28, tzinfo=dt.UTC))
    entry = SearchEntry.objects.get(kind="article")
    byline, topic = edition.bylines.get().person, edition.topics.get()
    assert byline
    assert [entry.title, entry.text] == ["sanchez", "a b"]
    assert entry.lead == f"who {byline.name} {topic.name}".lower()
    meeting = edition.coverages.get().meeting_id
    marks = f"s={section.pk} y=2019 p={byline.pk} m={meeting} t=sanchez"
    assert entry.marks == marks


def test_a_draft_is_not_known():
    make_edition()
    assert not known()


def test_the_next_edition_takes_the_place_of_the_last():
    article = publish_article(headline="One")
    publishing.open_edition(article, by=None)
    assert known() == {article.pk: "one"}
    Edition.objects.filter(status="draft").update(headline="Two")
    publishing.publish(article.editions.get(status="draft"), by=None)
    assert known() == {article.pk: "two"}


def test_an_article_keeps_its_place_in_time():
    article = publish_article(at=dt.datetime(2019, 3, 28, tzinfo=dt.UTC))
    before = SearchEntry.objects.get().position
    publish_next(article)
    assert SearchEntry.objects.get().position == before


def test_what_is_due_is_known_once_it_is_out():
    edition = make_edition(headline="Later")
    at = dt.datetime(2050, 1, 1, tzinfo=dt.UTC)
    publishing.schedule(edition, by=None, publish_at=at)
    assert not known()
    publishing.publish_due(at)
    assert list(known().values()) == ["later"]


def test_a_withdrawn_article_is_forgotten_and_known_again_when_it_is_back():
    article, other = publish_article(), publish_article()
    publishing.withdraw(article, by=None, reason="legal", note="Why.")
    assert set(known()) == {other.pk}
    publish_next(article)
    assert set(known()) == {article.pk, other.pk}


def test_what_is_rolled_back_is_not_known():
    edition = make_edition()
    with transaction.atomic():
        publishing.publish(edition, by=None)
        transaction.set_rollback(True)
    assert not known()


def test_the_number_of_queries_does_not_grow():
    counts = []
    for rows in (1, 4):
        for _ in range(rows):
            publishing.publish(fill(make_edition(), rows=rows), by=None)
        with CaptureQueriesContext(connection) as captured:
            assert finding.findings(Edition.objects.published())
        counts.append(len(captured))
    assert counts[0] == counts[1]
    assert Article.objects.count() == 5
