import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from comments import moderation, notices, notifications, tasks
from comments.models import Comment, ModeratorNotice, NoticePreference
from masthead.models import User
from tests.factories import make_comment, make_user

from .working import NOON, at, committed, queued, run_due

pytestmark = pytest.mark.django_db


def prefer(user, every):
    return NoticePreference.objects.create(user=user, every=every)


def told(user):
    """Return the mails to ``user``, after the worker ran."""
    run_due()
    return [message for message in mail.outbox if message.to == [user.email]]


def run_worker():
    call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0)


@pytest.mark.django_db(transaction=True)
def test_a_comment_that_waits_is_told_to_every_moderator(moderator, reporter, administrator):
    with at():
        make_comment(text="Buy pills", name="Spam <x@y.example>")
    with at(seconds=1):
        run_worker()
    letters = [message for message in mail.outbox if message.subject == "Newsroom: 1 comment waits"]
    assert {message.to[0] for message in letters} == {administrator.email, moderator.email}
    assert "http://testserver/desk/comments/\n" in letters[0].body
    assert "http://testserver/desk/comments/mail/\n" in letters[0].body


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
        assert len(told(moderator)) == 1
    with at(minutes=5):
        make_comment()
        run_worker()
        assert len(told(moderator)) == 1
    with at(minutes=60):
        run_worker()
        assert len(told(moderator)) == 2


def test_many_comments_make_one_notice(db):
    with at():
        for _ in range(3):
            notices.queue()
    assert DBTaskResult.objects.count() == 1


def test_where_a_notice_is_on_its_way_nothing_is_written(django_assert_num_queries):
    with at():
        notices.queue()
        with django_assert_num_queries(1):
            notices.queue()


def test_two_who_saw_none_on_its_way_make_one(monkeypatch):
    with at():
        notices.queue()
        monkeypatch.setattr(
            ModeratorNotice.objects, "filter", lambda **_: ModeratorNotice.objects.none()
        )
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
    notifications.tell_moderators()
    assert mail.outbox == []


def test_the_notice_says_when_it_went_out(moderator):
    with at():
        make_comment()
        notices.queue()
        notifications.tell_moderators()
    notice = ModeratorNotice.objects.get()
    assert (notice.sent_at, notice.queued_until) == (NOON, None)
    assert str(NOON) in str(notice)


def post():
    with committed():
        return make_comment()


def test_what_was_told_is_not_told_again_until_something_new_waits(moderator):
    with at():
        post()
        assert len(told(moderator)) == 1
    with at(hours=2):
        tasks.tell_moderators.call()
        assert len(told(moderator)) == 1
        post()
    with at(hours=2, seconds=1):
        (_, message) = told(moderator)
    assert message.subject == "Newsroom: 2 comments wait"


def test_who_wants_mail_daily_gets_it_once_a_day(moderator, administrator):
    prefer(moderator, NoticePreference.Every.DAILY)
    with at():
        post()
        assert len(told(moderator)) == 1
    for hours in (2, 4):
        with at(hours=hours):
            post()
            assert len(told(moderator)) == 1
    assert len(told(administrator)) == 3
    with at(hours=24):
        assert len(told(moderator)) == 2
        assert len(told(administrator)) == 3


def test_whoever_waits_for_the_day_does_not_hold_up_the_others(moderator, administrator):
    prefer(moderator, NoticePreference.Every.DAILY)
    with at():
        post()
        run_due()
    with at(hours=2):
        post()
        run_due()
        assert ModeratorNotice.objects.get().queued_until == NOON.replace(day=2)
    with at(hours=4):
        post()
        assert len(told(administrator)) == 3


def test_who_wants_mail_for_each_comment_gets_it_at_once(moderator):
    prefer(moderator, NoticePreference.Every.EACH)
    with at():
        comments = [post(), post()]
        letters = told(moderator)
    addresses = {f"http://testserver/desk/comments/{comment.pk}/" for comment in comments}
    assert {line for message in letters for line in message.body.splitlines()} >= addresses
    assert len(letters) == 2
    whole = "".join(message.message().as_string() for message in letters)
    assert not any(word in whole for word in (comments[0].name, "Comment ", "@mail.example"))


def test_of_a_comment_decided_on_meanwhile_nobody_is_told(moderator):
    prefer(moderator, NoticePreference.Every.EACH)
    comment = make_comment(status=Comment.Status.APPROVED)
    assert tasks.tell_of_comment.call(comment.pk) == 0


def test_a_comment_under_a_withdrawn_article_names_none(moderator, article):
    prefer(moderator, NoticePreference.Every.EACH)
    comment = make_comment(article)
    article.editions.update(status="superseded")
    tasks.tell_of_comment.call(comment.pk)
    assert "under the article" not in mail.outbox[0].body


def test_who_wants_no_mail_gets_none(moderator):
    preference = prefer(moderator, NoticePreference.Every.NEVER)
    post()
    assert told(moderator) == []
    assert queued("tell_of_comment") == []
    assert str(preference) == "Never"


def test_a_mail_that_fails_keeps_what_was_told_before(moderator):
    first = make_user(is_superuser=True, email="a@paper.example")
    User.objects.filter(pk=moderator.pk).update(email="b\n@paper.example")
    post()
    with pytest.raises(ValueError, match="linefeed"):
        notifications.tell_moderators()
    assert NoticePreference.objects.get(user=first).sent_at is not None
    assert NoticePreference.objects.get(user=moderator).sent_at is None


def test_a_public_comment_that_readers_reported_is_told(moderator):
    with at():
        comment = make_comment(status=Comment.Status.APPROVED)
        tasks.tell_moderators.call()
        assert mail.outbox == []
    with at(hours=1):
        moderation.bring_back(comment, at=timezone.now())
        tasks.tell_moderators.call()
    (message,) = mail.outbox
    assert message.subject == "Newsroom: 1 comment waits"
