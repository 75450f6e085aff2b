"""What a moderator does with one press, to one comment or to many, and takes back."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from comments import moderation
from comments.models import Act, Comment, CommentCount, CommentRevision, Decision, Queue, Report
from comments.screening import Finding, Outcome, Verdict
from masthead import versions
from tests.factories import make_comment, make_user

pytestmark = pytest.mark.django_db
Status, Verb = Comment.Status, Act.Verb
WHAT_IS_RESTORED = (
    "status",
    "shown",
    "edit_waits",
    "reported_at",
    "edited_at",
    "is_featured",
    "queue",
)


def state(comment):
    return Comment.objects.values_list(*WHAT_IS_RESTORED).get(pk=comment.pk)


def edit(comment, *, verdict=Verdict.HOLD, text="New"):
    """Store an edit of the comment that screening judged so."""
    revision = CommentRevision.objects.create(
        comment=comment,
        number=comment.revisions.count() + 1,
        text=text,
        html=f"<p>{text}</p>",
        created_at=timezone.now(),
    )
    finding = Finding(check="links", verdict=verdict, detail="Links.")
    return moderation.receive(revision, Outcome(verdict=verdict, findings=(finding,)))


def report(comment):
    comment.reports.create(reporter="r", reason="abuse", at=timezone.now())
    moderation.bring_back(comment, at=timezone.now())
    comment.refresh_from_db()
    return comment


def act(comments, verb, moderator, **more):
    return moderation.act([c.pk for c in comments], verb=verb, moderator=moderator, **more)


def test_one_act_covers_many_comments_and_says_how_many(moderator):
    comments = [make_comment(), make_comment()]
    done = act(comments, Verb.REJECT, moderator, reason="abuse")
    assert (done.act.number, done.act.moderator) == (2, moderator)
    decisions = Decision.objects.filter(act=done.act, reason="abuse")
    assert {decision.comment for decision in decisions} == set(comments)
    assert {comment.status for comment in done.changed} == {Status.REJECTED}


def test_an_act_that_changes_nothing_leaves_no_trace(moderator):
    comment = make_comment(status=Status.SPAM)
    done = act([comment], Verb.SPAM, moderator)
    assert (done.act, done.changed) == (None, ())


def test_an_act_is_bounded(moderator):
    with pytest.raises(ValueError, match="500 comments at most"):
        moderation.act(range(501), verb=Verb.SPAM, moderator=moderator)


def test_the_queries_of_an_act_that_read_do_not_grow_with_its_comments(moderator):
    article = make_comment().article

    def reads(number):
        comments = [make_comment(article) for _ in range(number)]
        with CaptureQueriesContext(connection) as queries:
            act(comments, Verb.SPAM, moderator)
        return sum(query["sql"].startswith("SELECT") for query in queries)

    assert reads(2) == reads(12)


def test_featuring_approves_and_shows_on_the_article(moderator):
    comment = make_comment()
    act([comment], Verb.FEATURE, moderator)
    comment.refresh_from_db()
    assert (comment.status, comment.is_featured) == (Status.APPROVED, True)


def test_featuring_no_longer_leaves_the_comment_public(moderator):
    comment = make_comment()
    act([comment], Verb.FEATURE, moderator)
    key = versions.article_key(comment.article_id)
    before = versions.number(key)
    act([comment], Verb.UNFEATURE, moderator)
    comment.refresh_from_db()
    assert (comment.status, comment.is_featured) == (Status.APPROVED, False)
    assert versions.number(key) == before + 1


def test_what_somebody_decided_since_is_told_and_left_alone(moderator):
    other = make_user()
    comment = make_comment()
    seen = comment.turn
    moderation.reject(comment, moderator=other, reason="abuse")
    done = act([comment], Verb.APPROVE, moderator, seen={comment.pk: seen})
    (decision,) = done.overtaken
    assert (decision.moderator, decision.to_status) == (other, Status.REJECTED)
    assert state(comment)[0] == Status.REJECTED


def test_two_who_want_the_same_do_not_disturb_each_other(moderator):
    comment = make_comment()
    seen = comment.turn
    moderation.reject(comment, moderator=make_user())
    done = act([comment], Verb.REJECT, moderator, seen={comment.pk: seen})
    assert (done.act, done.overtaken) == (None, ())


def test_deciding_one_comment_raises_where_somebody_was_faster(moderator):
    comment = make_comment()
    moderation.reject(comment, moderator=make_user())
    with pytest.raises(moderation.Overtaken, match="pending → rejected"):
        moderation.decide(comment, to=Status.APPROVED, moderator=moderator, seen=comment.turn)


def test_what_its_author_took_back_is_not_shown_again(moderator):
    comment = make_comment(status=Status.REMOVED)
    Comment.objects.filter(pk=comment.pk).update(deleted_at=timezone.now())
    done = act([comment], Verb.APPROVE, moderator)
    assert done.refused == (comment,)
    assert state(comment)[0] == Status.REMOVED


def test_a_decision_answers_the_reports(moderator):
    comment = report(make_comment(status=Status.APPROVED))
    assert comment.queue == Queue.REPORTED
    moderation.approve(comment, moderator=moderator)
    comment.refresh_from_db()
    assert comment.queue == Queue.APPROVED
    assert Report.objects.get().decision == comment.decisions.latest("pk")


def test_reports_do_not_bring_back_what_is_not_public():
    assert report(make_comment()).reported_at is None


def test_undoing_opens_the_reports_again(moderator):
    comment = report(make_comment(status=Status.APPROVED))
    done = act([comment], Verb.REMOVE, moderator)
    moderation.undo(done.act, moderator=moderator)
    comment.refresh_from_db()
    assert comment.queue == Queue.REPORTED
    assert Report.objects.open().count() == 1


def test_a_held_edit_waits_beside_what_readers_see():
    comment = make_comment(status=Status.APPROVED)
    shown = comment.shown
    comment = edit(comment)
    assert (comment.is_public, comment.shown, comment.queue) == (True, shown, Queue.PENDING)
    assert comment.held_for == "links"


def test_an_edit_that_nothing_holds_is_shown_at_once_and_marked():
    comment = edit(make_comment(status=Status.APPROVED), verdict=Verdict.PASS)
    assert comment.shown.text == "New"
    assert comment.edited_at == comment.shown.created_at


def test_an_edit_of_a_waiting_comment_waits_too():
    comment = edit(make_comment(), verdict=Verdict.PASS)
    assert (comment.status, comment.shown, comment.edited_at) == (Status.PENDING, None, None)


def test_rejecting_an_edit_leaves_the_public_text(moderator):
    comment = make_comment(status=Status.APPROVED)
    shown = comment.shown
    done = act([edit(comment)], Verb.REJECT, moderator)
    (comment,) = done.changed
    assert (comment.is_public, comment.shown, comment.queue) == (True, shown, Queue.APPROVED)


def test_approving_an_edit_shows_it_and_marks_it(moderator):
    comment = edit(make_comment(status=Status.APPROVED))
    comment = moderation.approve(comment, moderator=moderator)
    assert (comment.shown.text, comment.edit_waits) == ("New", False)
    assert comment.edited_at is not None


def test_a_check_decides_for_what_an_author_did():
    comment = make_comment(status=Status.APPROVED)
    comment = moderation.decide_by_check(comment, to=Status.REMOVED, check_name="deleted")
    decision = comment.decisions.latest("pk")
    assert (comment.status, decision.check_name) == (Status.REMOVED, "deleted")
    again = moderation.decide_by_check(comment, to=Status.REMOVED, check_name="deleted")
    assert again.decisions.latest("pk") == decision


def test_the_number_of_public_comments_is_kept(moderator):
    article = make_comment(status=Status.APPROVED).article
    second = make_comment(article)
    count = CommentCount.objects.get(article=article)
    assert count.public == 1
    done = act([second], Verb.APPROVE, moderator)
    count.refresh_from_db()
    assert count.public == 2
    moderation.undo(done.act, moderator=moderator)
    count.refresh_from_db()
    assert count.public == 1


def test_undoing_is_a_decision_and_can_be_undone(moderator):
    comment = make_comment()
    done = act([comment], Verb.SPAM, moderator)
    undone = moderation.undo(done.act, moderator=moderator)
    decision = comment.decisions.latest("pk")
    assert (decision.to_status, decision.act) == (Status.PENDING, undone.act)
    assert decision.undoes.act == done.act
    moderation.undo(undone.act, moderator=moderator)
    assert state(comment)[0] == Status.SPAM


def test_an_act_is_undone_once(moderator):
    done = act([make_comment()], Verb.SPAM, moderator)
    moderation.undo(done.act, moderator=moderator)
    with pytest.raises(moderation.AlreadyUndone):
        moderation.undo(done.act, moderator=moderator)


def test_undoing_leaves_what_somebody_decided_since(moderator):
    first, second = make_comment(), make_comment()
    done = act([first, second], Verb.SPAM, moderator)
    moderation.approve(second, moderator=make_user())
    undone = moderation.undo(done.act, moderator=moderator)
    assert (state(first)[0], state(second)[0]) == (Status.PENDING, Status.APPROVED)
    assert [decision.comment for decision in undone.overtaken] == [second]


def test_the_last_act_is_the_newest_that_still_stands(moderator):
    first, second = make_comment(), make_comment()
    assert moderation.last_act(moderator) is None
    older, newer = (act([comment], Verb.SPAM, moderator) for comment in (first, second))
    assert moderation.last_act(moderator) == newer.act
    moderation.undo(newer.act, moderator=moderator)
    assert moderation.last_act(moderator) == older.act


class UndoRestores(TestCase):
    """Whatever happened before and whatever is done: undoing gives back exactly what was."""

    @given(
        before=st.lists(st.sampled_from([*Verb.values[:6], "edit", "report"]), max_size=4),
        verb=st.sampled_from(Verb.values[:6]),
    )
    def test_exactly_what_was(self, before, verb):
        moderator = make_user()
        comment = make_comment()
        for step in before:
            comment.refresh_from_db()
            if step == "edit":
                edit(comment)
            elif step == "report":
                moderation.bring_back(comment, at=timezone.now())
            else:
                act([comment], step, moderator)
        was = state(comment), CommentCount.objects.filter(public__gt=0).count()
        done = act([comment], verb, moderator)
        if done.act:
            moderation.undo(done.act, moderator=moderator)
        assert (state(comment), CommentCount.objects.filter(public__gt=0).count()) == was
