import datetime as dt

import pytest
from django.db import OperationalError
from django.utils import timezone

from articles import publishing
from articles.models import Edition
from masthead.models import Publication
from newsroom import due
from tests.factories import make_edition, make_section

pytestmark = pytest.mark.django_db

SOON = timezone.now() + dt.timedelta(hours=1)
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


def test_after_the_last_nothing_is_due():
    schedule(SOON)
    due.carry_out(LATER)
    assert next_due_at() is None


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
