import datetime as dt

import pytest
from django.db import OperationalError
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from articles import publishing
from articles.models import Edition
from comments import backlog
from comments.models import Policy
from masthead import versions
from masthead.models import Publication
from newsroom import due
from tests.factories import make_comment, make_edition, make_section, publish_article

pytestmark = pytest.mark.django_db

# Tomorrow at noon, far from the hour of the night at which the worker is sent to forget.
SOON = (timezone.localtime() + dt.timedelta(days=1)).replace(hour=12)
LATER = SOON + dt.timedelta(hours=1)


@pytest.fixture(autouse=True)
def _same_connection(monkeypatch):
    """Keep the connection that a test's transaction is in."""
    monkeypatch.setattr(due, "close_old_connections", lambda: None)


class Looks:
    """Stands for the event that ends the watch: says how often it is waited for."""

    def __init__(self, count: int) -> None:
        self.left = count

    def wait(self, seconds: float) -> bool:
        self.left -= 1
        return self.left < 0


def schedule(moment: dt.datetime) -> Edition:
    edition = make_edition(section=make_section())
    return publishing.schedule(edition, by=None, publish_at=moment)


def next_due_at() -> dt.datetime | None:
    return Publication.objects.current().next_due_at


def test_nothing_is_due_on_a_site_without_schedules():
    assert not due.is_due(LATER)


def test_what_is_scheduled_is_due_from_its_time_on():
    schedule(SOON)
    assert not due.is_due(SOON - dt.timedelta(seconds=1))
    assert due.is_due(SOON)


def test_what_is_due_is_published():
    edition = schedule(SOON)
    due.carry_out(SOON)
    edition.refresh_from_db()
    assert edition.status == Edition.Status.PUBLISHED


def test_afterwards_the_next_moment_is_noted():
    schedule(SOON)
    schedule(LATER)
    due.carry_out(SOON)
    assert next_due_at() == LATER


def test_after_the_last_it_is_looked_again_within_the_hour():
    schedule(SOON)
    due.carry_out(LATER)
    assert next_due_at() == LATER + dt.timedelta(hours=1)


def test_a_site_that_never_looked_looks_at_once():
    Publication.objects.create()
    assert due.is_due(SOON)
    due.carry_out(SOON)
    assert next_due_at() == SOON + dt.timedelta(hours=1)


def test_comments_close_when_it_is_time():
    article = publish_article(at=SOON - dt.timedelta(days=14))
    Policy.objects.create(article=article, closes_after_days=14)
    Publication.objects.create(next_due_at=SOON)
    before = versions.number(versions.SITE)
    due.carry_out(SOON)
    assert versions.number(versions.SITE) == before + 1


def test_moderation_becomes_slow_when_it_is_time():
    comment = make_comment()
    Publication.objects.create(next_due_at=comment.created_at)
    due.carry_out(comment.created_at + dt.timedelta(hours=24))
    assert backlog.is_slow()


def test_once_a_day_the_worker_is_sent_to_forget(django_capture_on_commit_callbacks):
    Publication.objects.create()
    for moment in (SOON, LATER):
        with django_capture_on_commit_callbacks(execute=True):
            due.carry_out(moment)
    assert DBTaskResult.objects.filter(task_path__contains="forgetting").count() == 1


def test_whoever_comes_second_finds_nothing_left(django_assert_num_queries):
    schedule(SOON)
    due.carry_out(SOON)
    changes = Edition.objects.values_list("status_changes", flat=True)
    before = list(changes.order_by("status_changes"))
    due.carry_out(SOON)
    assert list(changes.order_by("status_changes")) == before


def test_the_watch_carries_out_what_is_due(time_machine):
    edition = schedule(SOON)
    time_machine.move_to(SOON)
    due.watch(Looks(1))
    edition.refresh_from_db()
    assert edition.status == Edition.Status.PUBLISHED


def test_the_watch_leaves_what_is_not_due():
    edition = schedule(SOON)
    due.watch(Looks(1))
    edition.refresh_from_db()
    assert edition.status == Edition.Status.SCHEDULED


def test_the_watch_outlives_a_database_that_fails(monkeypatch, caplog):
    looks = Looks(2)

    def is_due(now: dt.datetime) -> bool:
        raise OperationalError

    monkeypatch.setattr(due, "is_due", is_due)
    due.watch(looks)
    assert looks.left < 0
    assert caplog.text.count("the next look will try again") == 2
