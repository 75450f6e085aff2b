import datetime as dt

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django_tasks_db.models import DBTaskResult

from comments import notices, notifications
from comments.models import Comment, ModeratorNotice
from tests.factories import make_comment, make_user

NOON = dt.datetime(2026, 5, 1, 12, 0, tzinfo=dt.UTC)

pytestmark = pytest.mark.django_db


def at(**after):
    return time_machine.travel(NOON + dt.timedelta(**after), tick=False)


def run_worker():
    call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0)


@pytest.mark.django_db(transaction=True)
def test_a_comment_that_waits_is_told_to_every_moderator(moderator, reporter, administrator):
    with at():
        make_comment(text="Buy pills", name="Spam <x@y.example>")
    with at(seconds=1):
        run_worker()
    assert sorted(message.to[0] for message in mail.outbox) == sorted(
        [moderator.email, administrator.email]
    )
    assert "1 comment waits" in mail.outbox[0].subject
    assert "http://testserver/admin/comments/comment/" in mail.outbox[0].body


def test_the_mail_carries_no_word_of_the_visitor(moderator):
    make_comment(text="Buy pills", name="Nasty", email="n@mail.example")
    notifications.tell_moderators()
    (message,) = mail.outbox
    whole = message.message().as_string()
    assert not any(word in whole for word in ("pills", "Nasty", "n@mail.example"))


@pytest.mark.django_db(transaction=True)
def test_a_second_comment_within_the_hour_waits_for_the_hour(moderator):
    with at():
        make_comment()
        run_worker()
    with at(minutes=5):
        make_comment()
        run_worker()
    assert len(mail.outbox) == 1
    with at(minutes=60):
        run_worker()
    assert len(mail.outbox) == 2


def test_many_comments_make_one_notice(db):
    with at():
        for _ in range(3):
            notices.queue()
    assert DBTaskResult.objects.count() == 1


def test_a_notice_that_was_lost_does_not_keep_the_next_one_back(db):
    with at():
        notices.queue()
    DBTaskResult.objects.all().delete()
    with at(minutes=61):
        notices.queue()
    assert DBTaskResult.objects.count() == 1


def test_where_nothing_waits_no_mail_goes_out(moderator):
    make_comment(status=Comment.Status.APPROVED)
    notifications.tell_moderators()
    assert mail.outbox == []


def test_a_moderator_without_an_address_or_an_account_in_use_gets_none(db):
    make_comment()
    make_user(is_superuser=True, email="")
    make_user(is_superuser=True, is_active=False)
    assert notifications.tell_moderators() == 0


def test_the_notice_says_when_it_went_out(moderator):
    make_comment()
    with at():
        notices.queue()
        notifications.tell_moderators()
    notice = ModeratorNotice.objects.get()
    assert (notice.sent_at, notice.queued_until) == (NOON, None)
    assert str(NOON) in str(notice)
