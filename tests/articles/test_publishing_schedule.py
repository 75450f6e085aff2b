"""What is published by the clock."""

import datetime as dt

import pytest
from django.utils import timezone

from articles import publishing
from articles.models import Article, Edition
from masthead import versions
from masthead.models import Publication
from tests.factories import make_edition, make_user, publish_article, publish_next

NOW = dt.datetime(2019, 3, 28, 9, 30, tzinfo=dt.UTC)
SOON = NOW + dt.timedelta(hours=1)
LATER = NOW + dt.timedelta(days=1)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(NOW, tick=False)


def schedule(at=SOON, **fields):
    return publishing.schedule(make_edition(**fields), by=None, publish_at=at)


def test_a_scheduled_edition_has_its_time_and_is_not_public_yet():
    edition = schedule(SOON)
    assert (edition.status, edition.publish_at) == ("scheduled", SOON)
    assert not Article.objects.live().exists()


def test_the_publication_expects_the_earliest_of_what_is_scheduled():
    schedule(LATER)
    schedule(SOON)
    assert Publication.objects.get().next_due_at == publishing.next_due() == SOON


def test_a_later_schedule_leaves_what_the_publication_expects():
    schedule(SOON)
    schedule(LATER)
    assert Publication.objects.get().next_due_at == SOON


def test_nothing_is_due_where_nothing_is_scheduled():
    make_edition()
    assert publishing.next_due() is None


@pytest.mark.parametrize("at", [NOW, NOW - dt.timedelta(seconds=1)])
def test_a_time_that_is_not_to_come_is_refused(at):
    with pytest.raises(publishing.NotNow, match="Choose a later one, or publish now"):
        schedule(at)
    assert Edition.objects.get().status == "draft"


def test_an_incomplete_edition_cannot_be_scheduled():
    with pytest.raises(publishing.NotReady, match="needs a section"):
        schedule(section=None)
    assert Edition.objects.get().status == "draft"
    assert not Publication.objects.exists()


def test_scheduling_looks_at_the_edition_as_it_is_in_the_database():
    stale = make_edition()
    Edition.objects.update(body="")
    with pytest.raises(publishing.NotReady, match="needs a text"):
        publishing.schedule(stale, by=None, publish_at=SOON)


def test_what_is_due_is_published_as_of_the_time_it_was_scheduled_for():
    edition = schedule(SOON)
    assert publishing.publish_due(LATER) == 1
    live = Article.objects.live().get().live
    assert live == edition
    assert live.published_at == live.displayed_at == SOON
    assert (live.publish_at, live.published_by) == (None, None)


def test_publishing_what_is_due_leaves_a_row_that_says_so():
    edition = schedule(SOON)
    publishing.publish_due(SOON)
    step = edition.status_changes.last()
    assert (step.by, step.note) == (None, "As scheduled.")


def test_what_is_not_due_yet_stays_scheduled():
    schedule(LATER)
    assert publishing.publish_due(SOON) == 0
    assert Edition.objects.get().status == "scheduled"
    assert versions.number(versions.SITE) == 0


def test_all_that_is_due_is_published():
    schedule(SOON, slug="one")
    schedule(LATER, slug="two")
    assert publishing.publish_due(LATER) == 2
    assert Article.objects.live().count() == 2
    assert versions.number(versions.SITE) == 2


def test_what_is_due_is_published_once():
    schedule(SOON)
    publishing.publish_due(LATER)
    before = versions.number(versions.SITE)
    assert publishing.publish_due(LATER) == 0
    assert versions.number(versions.SITE) == before


def test_an_edition_that_became_incomplete_goes_back_and_holds_up_no_other():
    broken, whole = schedule(SOON), schedule(SOON)
    Edition.objects.filter(pk=broken.pk).update(body="")
    assert publishing.publish_due(SOON) == 1
    assert Article.objects.live().get() == whole.article
    broken.refresh_from_db()
    assert (broken.status, broken.publish_at) == ("returned", None)
    assert broken.status_changes.last().note.endswith("the article needs a text.")


def test_a_next_edition_can_be_published_by_the_clock():
    article = publish_article()
    second = publishing.open_edition(article, by=None)
    publishing.schedule(second, by=None, publish_at=SOON)
    publishing.publish_due(SOON)
    assert Article.objects.live().get().live == second


def test_a_withdrawal_takes_what_is_scheduled_off_the_schedule():
    user, article = make_user(), publish_article()
    second = publishing.open_edition(article, by=None)
    publishing.schedule(second, by=None, publish_at=SOON)
    publishing.withdraw(article, by=user, reason="legal", note="")
    second.refresh_from_db()
    assert (second.status, second.publish_at) == ("approved", None)
    assert second.status_changes.last().by == user
    assert publishing.publish_due(LATER) == 0
    assert not Article.objects.live().exists()


def test_a_major_change_by_the_clock_is_an_update_of_its_time():
    article = publish_article(at=NOW - dt.timedelta(days=3))
    second = publishing.open_edition(article, by=None)
    Edition.objects.filter(pk=second.pk).update(change="major", change_note="A name.")
    publishing.schedule(second, by=None, publish_at=SOON)
    publishing.publish_due(timezone.now() + dt.timedelta(days=1))
    assert Article.objects.live().get().live.updated_at == SOON


def test_an_edition_taken_off_the_schedule_can_be_scheduled_anew():
    edition = publishing.approve(schedule(SOON), by=None)
    assert publishing.schedule(edition, by=None, publish_at=LATER).publish_at == LATER


def test_the_article_can_go_on_after_what_was_scheduled_is_published():
    edition = schedule(SOON)
    publishing.publish_due(SOON)
    assert publish_next(edition.article).number == 2
