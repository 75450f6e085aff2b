"""When the form tells readers that moderation takes long."""

import datetime as dt

import pytest
import time_machine

from comments import backlog, moderation
from comments.models import Backlog, Policy
from masthead import versions
from tests.factories import make_comment

NOON = dt.datetime(2026, 5, 1, 12, 0, tzinfo=dt.UTC)
DAY = dt.timedelta(hours=24)

pytestmark = pytest.mark.django_db


def wait(article=None, at=NOON, **fields):
    with time_machine.travel(at, tick=False):
        return make_comment(article, **fields)


def test_it_is_quick_where_nothing_waits():
    assert backlog.next_moment() is None
    backlog.look(NOON)
    assert not backlog.is_slow()


def test_it_becomes_slow_a_day_after_the_oldest_comment_that_waits():
    wait()
    wait(at=NOON + DAY)
    assert backlog.next_moment() == NOON + DAY
    backlog.look(NOON + DAY - dt.timedelta(seconds=1))
    assert not backlog.is_slow()
    backlog.look(NOON + DAY)
    assert backlog.is_slow()
    assert str(Backlog.objects.get()) == "slow"


def test_once_it_is_slow_no_moment_makes_it_slower():
    wait()
    backlog.look(NOON + DAY)
    assert backlog.next_moment() is None


@pytest.mark.parametrize(("hours", "expected"), [(2, NOON + dt.timedelta(hours=2)), (0, None)])
def test_the_site_s_newest_policy_says_after_how_many_hours(hours, expected):
    Policy.objects.create(slow_after_hours=5)
    Policy.objects.create(slow_after_hours=hours)
    wait()
    assert backlog.next_moment() == expected


def test_an_article_s_policy_does_not_count(article):
    Policy.objects.create(article=article, slow_after_hours=1)
    wait(article)
    assert backlog.next_moment() == NOON + DAY


def test_each_flip_renews_every_page_and_nothing_else_does():
    comment = wait()
    before = versions.number(versions.SITE)
    backlog.look(NOON + DAY)
    backlog.look(NOON + DAY)
    assert versions.number(versions.SITE) == before + 1
    moderation.decide_by_check(comment, to="removed", check_name="test")
    assert versions.number(versions.SITE) == before + 2


def test_the_decision_on_the_last_old_comment_ends_it(moderator):
    old, other, new = wait(), wait(), wait(at=NOON + DAY)
    backlog.look(NOON + DAY)
    with time_machine.travel(NOON + DAY, tick=False):
        moderation.approve(old, moderator=moderator)
        assert backlog.is_slow()
        moderation.reject(other, moderator=moderator)
        assert not backlog.is_slow()
    assert backlog.next_moment() == new.created_at + DAY


def test_the_form_says_so(client, article):
    words = "Moderation is slow at the moment"
    assert words not in client.get(article.get_absolute_url()).content.decode()
    Backlog.objects.create(pk=1, is_slow=True)
    assert words in client.get(article.get_absolute_url()).content.decode()
