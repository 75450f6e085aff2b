import smtplib

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult

from articles.models import Article
from comments import moderation, notifications, replies, tasks
from comments.models import Comment, Commenter, ReplyNotice, Subscription
from tests.factories import make_comment

from .working import NOON, at, committed, proven_comment, queued, run_due

pytestmark = pytest.mark.django_db
ANA = "ana@mail.example"
APPROVED = Comment.Status.APPROVED


def subscribed(article=None, *, is_proven=True, **fields):
    """Return a public comment whose author proved the address and wants mail."""
    make = proven_comment if is_proven else make_comment
    comment = make(article, **{"email": ANA, "status": APPROVED} | fields)
    Subscription.objects.get_or_create(comment=comment, defaults={"created_at": NOON})
    return comment


def answer(parent, *, status=APPROVED, **fields):
    with committed():
        return make_comment(parent.article, parent=parent.pk, status=status, **fields)


def told():
    """Return the mails about replies, after the worker ran."""
    run_due()
    return [message for message in mail.outbox if "repl" in message.subject]


def links(message):
    return [line for line in message.body.splitlines() if "#" in line or "/comments/" in line]


def test_who_wants_it_is_told_of_a_public_reply_five_minutes_later():
    with at():
        reply = answer(subscribed())
        assert told() == []
    with at(minutes=5):
        (message,) = told()
    assert message.to == [ANA]
    assert message.subject == "Newsroom: 1 new reply"
    assert f"http://testserver{reply.get_absolute_url()}" in message.body.splitlines()


def test_a_reply_that_waits_is_told_to_nobody_until_it_is_approved(moderator):
    with at():
        reply = answer(subscribed(), status=None)
    with at(hours=1):
        assert told() == []
        with committed():
            moderation.approve(reply, moderator=moderator)
    with at(hours=2):
        assert len(told()) == 1


def test_a_reply_taken_back_before_the_mail_is_not_told(moderator):
    with at():
        reply = answer(subscribed())
        moderation.reject(reply, moderator=moderator)
    with at(hours=1):
        assert told() == []


def test_a_reply_approved_again_is_told_once(moderator):
    with at():
        reply = answer(subscribed())
    with at(minutes=5):
        assert len(told()) == 1
        with committed():
            moderation.reject(reply, moderator=moderator)
            moderation.approve(reply, moderator=moderator)
    with at(hours=3):
        assert len(told()) == 1


def test_a_reply_hidden_at_first_is_told_once_it_is_public_again(moderator):
    with at():
        reply = answer(subscribed())
        moderation.reject(reply, moderator=moderator)
    with at(hours=1):
        run_due()
        with committed():
            moderation.approve(reply, moderator=moderator)
    with at(hours=2):
        assert len(told()) == 1


def test_at_most_one_mail_an_hour_goes_to_an_address():
    with at():
        first, second = subscribed(), subscribed()
        answer(first)
    with at(minutes=5):
        assert len(told()) == 1
        answer(first)
        answer(second)
    with at(minutes=64):
        assert len(told()) == 1
    with at(minutes=65):
        _, message = told()
    assert message.subject == "Newsroom: 2 new replies"
    assert message.body.count("Under “") == 2


def test_mail_that_comes_too_early_waits_for_the_hour():
    with at():
        comment = subscribed()
        answer(comment)
    with at(minutes=5):
        assert len(told()) == 1
        answer(comment)
    with at(minutes=10):
        run_due()
        assert queued("mail_replies") == [(comment.commenter_id, NOON.replace(hour=13, minute=5))]
    with at(minutes=65):
        assert len(told()) == 2


def test_nobody_is_told_of_their_own_reply():
    answer(subscribed(), email=ANA)
    assert ReplyNotice.objects.count() == 0


def test_a_reply_by_the_staff_is_told(moderator):
    parent = subscribed()
    reply = make_comment(parent.article, parent=parent.pk)
    Comment.objects.filter(pk=reply.pk).update(commenter=None, user=moderator)
    moderation.approve(reply, moderator=moderator)
    notice = ReplyNotice.objects.get()
    assert str(reply.pk) in str(notice)
    assert str(parent.pk) in str(notice.subscription)


@pytest.mark.parametrize("how", ["unproven", "no longer", "never"])
def test_who_proved_nothing_or_wants_no_mail_gets_none(how):
    comment = subscribed(is_proven=how != "unproven")
    if how == "no longer":
        replies.end(comment.commenter)
    if how == "never":
        Subscription.objects.all().delete()
    answer(comment)
    assert ReplyNotice.objects.count() == 0


@pytest.mark.parametrize("how", ["ended", "erased", "removed", "withdrawn"])
def test_what_ends_before_the_mail_keeps_it_back(how, moderator):
    with at():
        comment = subscribed()
        answer(comment)
    if how == "ended":
        replies.end(comment.commenter)
    elif how == "erased":
        Commenter.objects.filter(pk=comment.commenter_id).update(email="", erased_at=NOON)
    elif how == "removed":
        moderation.remove(comment, moderator=moderator)
    else:
        Article.objects.get().editions.update(status="superseded")
    with at(hours=1):
        assert told() == []


def test_the_mail_carries_no_word_of_either_reader():
    with at():
        parent = subscribed(text="Parent text", name="Ana Printed")
        answer(parent, text="Buy pills", name="Nasty Nick", email="nick@mail.example")
    with at(minutes=5):
        (message,) = told()
    whole = message.message().as_string().replace(ANA, "")
    words = ("pills", "Nasty", "Nick", "nick@", "Printed", "Parent text")
    assert not any(word in whole for word in words)


def test_many_replies_make_a_short_mail():
    with at():
        comment = subscribed()
        for _ in range(23):
            answer(comment)
    with at(minutes=5):
        (message,) = told()
    assert message.subject == "Newsroom: 23 new replies"
    assert len(links(message)) == 20 + 1
    assert "… and 3 more." in message.body


class Refusing(EmailBackend):
    """A server that takes no mail, with the code that the test sets."""

    code = 550

    def send_messages(self, messages):
        raise smtplib.SMTPRecipientsRefused({messages[0].to[0]: (self.code, b"No ana here")})


def refusing(settings, code):
    Refusing.code = code
    settings.MAILERS = {"default": {"BACKEND": f"{__name__}.Refusing"}}


def test_mail_that_did_not_go_out_is_sent_later(settings):
    working = settings.MAILERS
    with at():
        comment = subscribed()
        answer(comment)
    refusing(settings, 451)
    with at(minutes=5), pytest.raises(notifications.NotDelivered) as caught:
        tasks.mail_replies.call(comment.commenter_id)
    assert "ana" not in str(caught.value)
    assert caught.value.__suppress_context__
    settings.MAILERS = working
    with at(minutes=6):
        assert len(told()) == 1


def test_an_address_that_takes_no_mail_is_not_tried_again(settings):
    with at():
        comment = subscribed()
        answer(comment)
    refusing(settings, 550)
    with at(minutes=5):
        tasks.mail_replies.call(comment.commenter_id)
    assert ReplyNotice.objects.filter(sent_at=None).count() == 0


def test_mail_left_behind_by_a_dead_worker_is_found_with_the_next_comment():
    with at():
        comment = subscribed()
        answer(comment)
    DBTaskResult.objects.all().delete()
    with at(hours=3):
        tasks.tell_moderators.call()
        assert queued("mail_replies") == []
    with at(hours=3, seconds=1):
        tasks.tell_moderators.call()
        assert [pk for pk, _ in queued("mail_replies")] == [comment.commenter_id]
        assert len(told()) == 1
    with at(hours=6):
        tasks.tell_moderators.call()
        assert queued("mail_replies") == []


def test_a_bulk_approval_asks_as_much_as_one(moderator):
    def cost(number):
        parents = [subscribed(email=f"{n}-{number}@mail.example") for n in range(number)]
        waiting = [make_comment(one.article, parent=one.pk).pk for one in parents]
        with CaptureQueriesContext(connection) as queries, committed():
            moderation.act(waiting, verb="approve", moderator=moderator)
        asked = ("replynotice", "subscription", "dbtaskresult")
        return len([query for query in queries if any(table in query["sql"] for table in asked)])

    assert cost(1) == cost(5) > 0
