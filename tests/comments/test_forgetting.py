"""What goes by itself, and when."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from comments import forgetting, moderation
from comments.models import (
    Act,
    AuthorNote,
    Ban,
    Comment,
    Commenter,
    Decision,
    ReplyNotice,
    Subscription,
    Tally,
    VisitorMail,
)
from tests.factories import make_comment, make_user

NOON = dt.datetime(2026, 5, 1, 12, 0, tzinfo=dt.UTC)
DAY, SECOND = dt.timedelta(days=1), dt.timedelta(seconds=1)

pytestmark = pytest.mark.django_db


def at(moment=NOON):
    return time_machine.travel(moment, tick=False)


def forget(moment):
    with at(moment):
        forgetting.forget.func()


def make_spam(moderator, article=None, **fields):
    comment = make_comment(article, **fields)
    return moderation.mark_spam(comment, moderator=moderator)


@pytest.fixture
def spam(moderator):
    with at():
        return make_spam(moderator, text="Buy pills", name="Pills")


def test_a_comment_s_network_goes_after_a_fortnight():
    with at():
        comment = make_comment(network="192.0.2.0/24")
    forget(NOON + 14 * DAY)
    assert Comment.objects.exclude(network="").get() == comment
    forget(NOON + 14 * DAY + SECOND)
    assert not Comment.objects.exclude(network="").exists()


def test_more_than_a_batch_is_forgotten(monkeypatch, article):
    monkeypatch.setattr(forgetting, "A_BATCH", 2)
    with at():
        for number in range(5):
            make_comment(article, network=f"192.0.{number}.0/24")
    forget(NOON + 15 * DAY)
    assert not Comment.objects.exclude(network="").exists()


def test_of_reports_the_network_goes_and_the_key_of_an_address_stays(article):
    comment = make_comment(article, status="approved")
    for reporter in ("1470:aa", "1470:bb", "f" * 64):
        comment.reports.create(reporter=reporter, reason="abuse", at=NOON)
    forget(NOON + 15 * DAY)
    first, second, third = comment.reports.values_list("reporter", flat=True)
    assert (first[:5], second[:5], third) == ("gone:", "gone:", "f" * 64)
    assert first != second


def test_the_network_of_a_ban_goes_when_the_ban_is_over(moderator):
    ban = Ban.objects.create(
        network="1470:aa", until=NOON, reason="spam", created_at=NOON - DAY, created_by=moderator
    )
    forget(NOON - SECOND)
    ban.refresh_from_db()
    assert ban.network == "1470:aa"
    forget(NOON)
    ban.refresh_from_db()
    assert ban.network == f"gone:{ban.pk}"


def test_spam_is_deleted_thirty_days_after_its_decision(spam):
    forget(NOON + 30 * DAY)
    assert Comment.objects.get() == spam
    forget(NOON + 30 * DAY + SECOND)
    assert not Comment.objects.exists()
    assert not Decision.objects.exists()


def test_what_was_deleted_is_counted_on_the_day_it_came(spam, settings):
    settings.TIME_ZONE = "Pacific/Auckland"
    with timezone.override("Pacific/Auckland"):
        forget(NOON + 31 * DAY)
    tally = Tally.objects.get()
    assert (tally.day, tally.what, tally.number) == (dt.date(2026, 5, 2), "purged:spam", 1)
    assert Act.objects.exists()


def test_spam_goes_with_all_that_hangs_on_it(moderator, article):
    with at():
        parent = make_comment(article, status="approved")
        comment = make_comment(article, status="approved", parent=parent.pk)
        Subscription.objects.create(comment=comment, created_at=NOON)
        wanted = Subscription.objects.create(comment=parent, created_at=NOON)
        ReplyNotice.objects.create(subscription=wanted, reply=comment, created_at=NOON)
        comment.reports.create(reporter="f" * 64, reason="spam", at=NOON)
        act = moderation.act([comment.pk], verb="reject", moderator=moderator).act
        moderation.undo(act, moderator=moderator)
        moderation.mark_spam(comment, moderator=moderator)
    forget(NOON + 31 * DAY)
    assert Comment.objects.get() == parent


def test_spam_with_a_reply_stays_in_its_place_without_its_words(moderator, article):
    with at():
        comment = make_comment(article, status="approved", text="Buy pills", name="Pills")
        make_comment(article, parent=comment.pk)
        moderation.mark_spam(comment, moderator=moderator)
    forget(NOON + 31 * DAY)
    comment = Comment.objects.get(pk=comment.pk)
    revision = comment.revisions.get()
    assert (comment.name, revision.text, revision.html) == ("", "", "")


def test_a_thread_of_spam_goes_from_its_end(moderator, article):
    with at():
        parent = make_comment(article, status="approved")
        reply = make_comment(article, status="approved", parent=parent.pk)
        for comment in (parent, reply):
            moderation.mark_spam(comment, moderator=moderator)
    forget(NOON + 31 * DAY)
    assert not Comment.objects.exists()
    assert Tally.objects.get().number == 2


@pytest.mark.parametrize("status", ["pending", "approved", "rejected", "removed"])
def test_nothing_but_spam_is_deleted(status):
    with at():
        comment = make_comment(status=status)
    forget(NOON + 400 * DAY)
    assert Comment.objects.get() == comment
    assert comment.revisions.get().text


def test_an_address_goes_with_its_last_comment(spam):
    forget(NOON + 31 * DAY)
    assert not Commenter.objects.exists()


@pytest.mark.parametrize("trace", [Ban, AuthorNote])
def test_an_address_stays_while_a_ban_or_a_note_needs_it(spam, trace):
    user = make_user()
    if trace is Ban:
        fields = {"reason": "spam", "created_at": NOON, "created_by": user}
    else:
        fields = {"text": "Comes back.", "at": NOON, "author": user}
    trace.objects.create(commenter=spam.commenter, **fields)
    forget(NOON + 31 * DAY)
    assert Commenter.objects.get() == spam.commenter


def test_the_log_of_mail_goes_after_two_days():
    for moment in (NOON, NOON + SECOND):
        VisitorMail.objects.create(email_key="k", at=moment)
    forget(NOON + 2 * DAY + SECOND)
    assert VisitorMail.objects.get().at == NOON + SECOND


def test_what_finished_tasks_left_behind_goes_after_a_fortnight():
    with at():
        kept, gone = forgetting.forget.enqueue(), forgetting.forget.enqueue()
    rows = DBTaskResult.objects
    rows.filter(pk=gone.id).update(status="SUCCESSFUL", finished_at=NOON)
    forget(NOON + 15 * DAY)
    assert [str(pk) for pk in rows.values_list("pk", flat=True)] == [kept.id]


def runs():
    return DBTaskResult.objects.filter(task_path__endswith="forgetting.forget").count()


def test_the_worker_is_sent_once_a_day(django_capture_on_commit_callbacks):
    night = NOON.replace(hour=3)
    for moment, expected in [
        (NOON - DAY, 1),
        (night - SECOND, 1),
        (night, 2),
        (NOON, 2),
        (night + DAY, 3),
    ]:
        with django_capture_on_commit_callbacks(execute=True):
            forgetting.send_worker(moment)
        assert runs() == expected


def test_it_is_sent_next_at_three_at_night_of_the_paper(django_capture_on_commit_callbacks):
    with at():
        assert forgetting.next_run() == NOON
    with timezone.override("America/Mexico_City"):
        forgetting.send_worker(NOON)
        assert forgetting.next_run() == dt.datetime(2026, 5, 2, 9, 0, tzinfo=dt.UTC)
