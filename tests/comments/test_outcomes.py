import pytest
from django.core import mail

from comments import moderation, reasons, screening, tasks
from comments.models import Act, Comment, CommentRevision, Decision
from tests.factories import make_comment

from .working import NOON, at, committed, run_due

pytestmark = pytest.mark.django_db
ANA = "ana@mail.example"
Verb = Act.Verb


@pytest.fixture
def comment(article):
    with at():
        return make_comment(article, email=ANA, is_proven=True, text="Buy pills", name="Nasty")


def act(comment, verb, moderator, reason=""):
    with at(), committed():
        return moderation.act([comment.pk], verb=verb, moderator=moderator, reason=reason).act


def told():
    """Return the mails to the author, after the worker ran, five minutes later."""
    with at(minutes=5):
        run_due()
    return [message for message in mail.outbox if message.to == [ANA]]


@pytest.mark.parametrize("reason", sorted({"", *Decision.Reason.values} - {"spam"}))
def test_a_rejection_tells_the_author_why(comment, moderator, article, reason):
    act(comment, Verb.REJECT, moderator, reason)
    (message,) = told()
    assert message.subject == "Newsroom: About your comment"
    assert f"The reason: {reasons.TO_AUTHOR[reason]}" in message.body
    assert article.editions.get().headline in message.body
    assert "May 1, 2026, 12:00 UTC" in message.body
    assert "is not shown" in message.body


def test_every_reason_but_spam_has_a_text_for_the_author():
    assert set(reasons.TO_AUTHOR) == {"", *Decision.Reason.values} - {"spam"}


def test_the_mail_carries_no_word_of_the_comment_nor_of_the_moderator(comment, moderator):
    act(comment, Verb.REJECT, moderator, "abuse")
    (message,) = told()
    whole = message.message().as_string()
    words = ("pills", "Nasty", moderator.email, moderator.first_name + " ")
    assert not any(word in whole for word in words)


def test_nothing_is_told_before_five_minutes_passed(comment, moderator):
    act(comment, Verb.REJECT, moderator)
    with at(minutes=4, seconds=59):
        run_due()
    assert mail.outbox == []


def test_a_rejection_undone_within_five_minutes_is_told_to_nobody(comment, moderator):
    undone = act(comment, Verb.REJECT, moderator)
    with at(), committed():
        moderation.undo(undone, moderator=moderator)
    assert told() == []


def test_of_two_decisions_the_last_is_told(comment, moderator):
    act(comment, Verb.REJECT, moderator, "abuse")
    act(comment, Verb.APPROVE, moderator)
    act(comment, Verb.REMOVE, moderator, "legal")
    (message,) = told()
    assert reasons.to_author("legal") in message.body
    assert "is no longer shown" in message.body


@pytest.mark.parametrize(
    ("verb", "reason"),
    [(Verb.APPROVE, ""), (Verb.SPAM, ""), (Verb.SPAM, "spam"), (Verb.REJECT, "spam")],
)
def test_of_spam_and_of_approval_nobody_is_told(comment, moderator, verb, reason):
    act(comment, verb, moderator, reason)
    assert told() == []


def test_what_was_rejected_before_is_not_told_again(comment, moderator):
    act(comment, Verb.REJECT, moderator)
    assert len(told()) == 1
    act(comment, Verb.REMOVE, moderator)
    assert len(told()) == 1


def test_undoing_an_approval_of_what_was_rejected_is_not_told(comment, moderator):
    act(comment, Verb.REJECT, moderator)
    approved = act(comment, Verb.APPROVE, moderator)
    mail.outbox.clear()
    with at(), committed():
        moderation.undo(approved, moderator=moderator)
    assert told() == []


def test_an_unproven_address_gets_no_mail(moderator):
    act(make_comment(email=ANA), Verb.REJECT, moderator)
    assert not any(message.subject.endswith("About your comment") for message in told())


def test_a_comment_of_the_staff_brings_no_mail(moderator):
    comment = make_comment()
    Comment.objects.filter(pk=comment.pk).update(commenter=None, user=moderator, proven_at=NOON)
    act(comment, Verb.REJECT, moderator)
    assert told() == []


def test_an_author_erased_meanwhile_gets_no_mail(comment, moderator):
    act(comment, Verb.REJECT, moderator)
    comment.commenter.email, comment.commenter.erased_at = "", NOON
    comment.commenter.save()
    assert told() == []
    assert mail.outbox == []


def test_what_a_check_decides_is_not_told(comment):
    with at(), committed():
        moderation.decide_by_check(comment, to=Comment.Status.REMOVED, check_name="deleted")
    assert told() == []


def test_an_edit_that_is_refused_is_told(comment, moderator):
    act(comment, Verb.APPROVE, moderator)
    edit(comment)
    act(comment, Verb.REJECT, moderator, "off-topic")
    (message,) = told()
    assert "about your change of a comment" in message.body
    assert "The comment\nstands as it was." in message.body


def test_an_edit_that_is_approved_is_not_told(comment, moderator):
    act(comment, Verb.APPROVE, moderator)
    edit(comment)
    act(comment, Verb.APPROVE, moderator)
    assert told() == []


def edit(comment):
    """Add a text that waits for a moderator."""
    comment.refresh_from_db()
    finding = screening.Finding(check="links", verdict=screening.Verdict.HOLD, detail="")
    revision = CommentRevision.objects.create(
        comment=comment, number=2, text="New", html="New", created_at=NOON
    )
    outcome = screening.Outcome(verdict=screening.Verdict.HOLD, findings=(finding,))
    moderation.receive(revision, outcome)


def test_a_withdrawn_article_is_not_named(comment, moderator, article):
    act(comment, Verb.REJECT, moderator)
    article.editions.update(status="superseded")
    (message,) = told()
    assert "under the article" not in message.body


def test_a_decision_that_is_no_more_is_told_to_nobody():
    tasks.mail_outcome.call(0)
    assert mail.outbox == []
