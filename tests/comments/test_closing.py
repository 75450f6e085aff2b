"""The moments at which comments close by themselves."""

import datetime as dt

import pytest
import time_machine

from comments import closing
from comments.models import Policy
from masthead import versions
from masthead.models import Publication
from tests.factories import publish_article

NOON = dt.datetime(2026, 5, 1, 12, 0, tzinfo=dt.UTC)
DAY, HOUR, SECOND = dt.timedelta(days=1), dt.timedelta(hours=1), dt.timedelta(seconds=1)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _noon():
    with time_machine.travel(NOON, tick=False):
        yield


def bumps(now):
    before = versions.number(versions.SITE)
    closing.carry_out(now)
    return versions.number(versions.SITE) - before


def test_without_a_policy_nothing_closes():
    publish_article(at=NOON)
    Policy.objects.create(closes_after_days=0)
    assert closing.next_moment() is None


def test_an_article_closes_some_days_after_it_was_published():
    publish_article(at=NOON - DAY)
    publish_article(at=NOON - 14 * DAY)  # Closed this very moment.
    Policy.objects.create(closes_after_days=14)
    assert closing.next_moment() == NOON + 13 * DAY


def test_what_closed_long_ago_has_no_moment():
    publish_article(at=NOON - 99 * DAY)
    Policy.objects.create(closes_after_days=14)
    assert closing.next_moment() is None


def test_of_several_policies_the_earliest_moment_counts(article):
    publish_article(at=NOON - DAY)
    Policy.objects.create(closes_after_days=14)
    Policy.objects.create(article=article, closes_after_days=2)
    assert closing.next_moment() == NOON + DAY


def test_a_policy_of_very_many_days_breaks_nothing():
    publish_article(at=NOON)
    Policy.objects.create(closes_after_days=32_767)
    assert closing.next_moment() == NOON + 32_767 * DAY


def test_when_an_article_closes_pages_are_renewed():
    publish_article(at=NOON - 14 * DAY)
    Policy.objects.create(closes_after_days=14)
    assert bumps(NOON - SECOND) == 0
    assert bumps(NOON) == 1
    assert bumps(NOON + HOUR) == 0


def test_what_came_due_while_nobody_looked_is_not_forgotten():
    publish_article(at=NOON - 14 * DAY)
    Policy.objects.create(closes_after_days=14)
    Publication.objects.create(next_due_at=NOON)
    assert bumps(NOON + 3 * DAY) == 1


def test_the_number_of_queries_does_not_grow_with_articles(django_assert_num_queries):
    Policy.objects.create(closes_after_days=14)
    for _ in range(5):
        publish_article(at=NOON)
    with django_assert_num_queries(2):
        closing.next_moment()
