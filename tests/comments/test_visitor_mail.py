import datetime as dt

import pytest
from django.core import mail

from comments import tasks, visitor_mail
from comments.models import Comment, Commenter, VisitorMail
from tests.factories import make_comment

from .working import NOON, at, committed, queued, run_due

pytestmark = pytest.mark.django_db
MAIL = "ana@mail.example"


def post(**fields):
    with committed():
        comment = make_comment(email=MAIL, **fields)
    run_due()
    return comment


def proofs():
    return [message for message in mail.outbox if message.to == [MAIL]]


def test_a_comment_brings_its_address_one_mail_with_one_link(article):
    post(article=article)
    (message,) = proofs()
    assert message.subject == "Newsroom: Is this comment yours?"
    assert message.body.count("http://testserver/comments/prove/") == 1
    edition = article.editions.get()
    assert edition.headline in message.body
    assert message.extra_headers["Auto-Submitted"] == "auto-generated"


def test_no_word_of_the_visitor_is_in_the_mail():
    post(text="Buy pills", name="Nasty Nick")
    (message,) = proofs()
    whole = message.message().as_string().replace(MAIL, "")
    assert not any(word in whole for word in ("pills", "Nasty", "Nick", "ana"))


def test_three_mails_a_day_go_to_one_address_and_no_more():
    for hour in range(5):
        with at(hours=hour):
            post()
    assert len(proofs()) == 3
    with at(hours=24):
        post()
    assert len(proofs()) == 4


def test_another_address_has_three_of_its_own():
    for _ in range(4):
        post()
    with committed():
        make_comment(email="bo@mail.example")
    run_due()
    assert mail.outbox[-1].to == ["bo@mail.example"]


def test_a_proven_comment_needs_no_mail():
    post(is_proven=True)
    assert proofs() == []
    assert VisitorMail.objects.count() == 0


def test_spam_brings_nobody_mail():
    comment = make_comment(email=MAIL)
    comment.status = Comment.Status.SPAM
    with committed():
        visitor_mail.ask_for_proof(comment, now=NOON)
    assert len(queued("mail_proof")) == 0


def test_a_comment_proven_or_erased_meanwhile_brings_no_mail():
    proven, erased = make_comment(), make_comment()
    Comment.objects.filter(pk=proven.pk).update(proven_at=NOON)
    Commenter.objects.filter(pk=erased.commenter_id).update(email="", erased_at=NOON)
    for comment in (proven, erased):
        tasks.mail_proof.call(comment.pk)
    assert mail.outbox == []


def test_a_link_to_one_s_own_comments_goes_to_their_author_alone():
    commenter = make_comment(email=MAIL).commenter
    tasks.mail_link.call(commenter.pk)
    tasks.mail_link.call(0)
    (message,) = mail.outbox
    assert message.to == [MAIL]
    assert "http://testserver/comments/mine/" in message.body


def test_an_address_without_comments_is_counted_too():
    allowed = [visitor_mail.allow("0" * 64, now=NOON) for _ in range(4)]
    assert allowed == [True, True, True, False]
    assert visitor_mail.allow("0" * 64, now=NOON + dt.timedelta(days=1))
    assert str(NOON) in str(VisitorMail.objects.first())
