"""What authors do with comments of their own."""

import datetime as dt

import pytest
import time_machine
from django.db.models import F

from articles import publishing
from comments import editing, moderation, subscribing
from comments.models import (
    Comment,
    CommentRevision,
    ModeratorNotice,
    Policy,
    Subscription,
)
from masthead import versions
from tests.factories import make_comment

NOON = dt.datetime(2026, 5, 1, 12, 0, tzinfo=dt.UTC)
SECOND = dt.timedelta(seconds=1)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_held():
    Policy.objects.create(mode="none-held")


@pytest.fixture
def comment(article, moderator) -> Comment:
    """Return a public comment of NOON whose author proved it."""
    with time_machine.travel(NOON, tick=False):
        made = make_comment(article, is_proven=True, text="The first text.")
        return moderation.approve(made, moderator=moderator)


def hold_everything():
    Policy.objects.create(mode="all-held")


def edit(comment, text="The second text.", *, after=SECOND):
    with time_machine.travel(NOON + after, tick=False):
        edited = editing.edit(comment, text, network="192.0.2.0/24")
    edited.refresh_from_db()
    return edited


def test_an_edit_of_a_public_comment_shows_at_once_and_is_marked(comment):
    version = versions.number(versions.article_key(comment.article_id))
    edited = edit(comment)
    assert edited.shown.text == "The second text."
    assert edited.shown.html == "<p>The second text.</p>"
    assert edited.edited_at == NOON + SECOND
    assert versions.number(versions.article_key(comment.article_id)) == version + 1


def test_the_first_text_is_kept(comment):
    edit(comment)
    texts = comment.revisions.values_list("text", flat=True)
    assert list(texts) == ["The first text.", "The second text."]


def test_an_edit_that_is_held_waits_beside_what_readers_see(
    comment, django_capture_on_commit_callbacks
):
    hold_everything()
    ModeratorNotice.objects.all().delete()
    with django_capture_on_commit_callbacks(execute=True):
        edited = edit(comment)
    assert (edited.status, edited.queue) == ("approved", "pending")
    assert (edited.shown.text, edited.edited_at) == ("The first text.", None)
    assert ModeratorNotice.objects.exists()


def test_an_edit_of_a_comment_that_waits_goes_on_waiting_and_is_no_mark(article, moderator):
    hold_everything()
    with time_machine.travel(NOON, tick=False):
        waiting = make_comment(article, is_proven=True)
    edited = edit(waiting)
    assert (edited.status, edited.edited_at) == ("pending", None)
    assert moderation.approve(edited, moderator=moderator).shown.text == "The second text."


def test_the_same_text_again_changes_nothing(comment):
    edit(comment, "The first text.", after=dt.timedelta(days=9))
    assert comment.revisions.count() == 1


def test_a_comment_can_be_edited_for_a_quarter_of_an_hour(comment):
    edit(comment, after=dt.timedelta(minutes=15) - SECOND)
    with pytest.raises(editing.NotEdited, match="is over"):
        edit(comment, "A third text.", after=dt.timedelta(minutes=15))


@pytest.mark.parametrize(("minutes", "after", "error"), [(2, 121, "over"), (0, 1, "cannot")])
def test_the_policy_says_for_how_long_and_zero_is_never(comment, minutes, after, error):
    Policy.objects.create(edit_minutes=minutes)
    with pytest.raises(editing.NotEdited, match=error):
        edit(comment, after=after * SECOND)


def test_whose_address_is_not_proven_cannot_edit(comment):
    Comment.objects.update(proven_at=None)
    with pytest.raises(editing.NotEdited, match="cannot be edited"):
        edit(comment)


@pytest.mark.parametrize("status", ["rejected", "spam", "removed"])
def test_what_was_decided_against_cannot_be_edited(comment, moderator, status):
    moderation.decide(comment, to=status, moderator=moderator)
    with pytest.raises(editing.NotEdited, match="cannot be edited"):
        edit(comment)


def test_under_an_article_that_was_withdrawn_nothing_is_edited(comment):
    publishing.withdraw(comment.article, by=None, reason="legal", note="")
    with pytest.raises(editing.NotEdited, match="cannot be edited"):
        edit(comment)


def test_an_edit_is_refused_for_what_a_comment_is_refused_for(comment):
    Policy.objects.create(mode="closed")
    with pytest.raises(editing.NotEdited, match="Comments on this article are closed"):
        edit(comment)
    assert comment.revisions.count() == 1


def test_nobody_edits_without_end(comment):
    CommentRevision.objects.filter(comment=comment).update(number=F("number") + 19)
    with pytest.raises(editing.NotEdited, match="too often"):
        edit(comment)


def test_what_the_author_deletes_readers_do_not_see(comment):
    editing.delete(comment)
    comment.refresh_from_db()
    assert (comment.status, comment.deleted_at is None) == ("removed", False)
    assert comment.decisions.last().check_name == "deleted_by_author"


@pytest.mark.parametrize("status", ["pending", "approved", "rejected", "spam", "removed"])
def test_a_comment_can_be_deleted_at_any_time_and_once(comment, moderator, status):
    moderation.decide(comment, to=status, moderator=moderator)
    editing.delete(comment)
    comment.refresh_from_db()
    before = comment.deleted_at, comment.decisions.count()
    editing.delete(comment)
    comment.refresh_from_db()
    assert (comment.deleted_at, comment.decisions.count()) == before


def test_what_was_deleted_no_moderator_shows_again(comment, moderator):
    editing.delete(comment)
    done = moderation.act([comment.pk], verb="approve", moderator=moderator)
    assert done.refused
    comment.refresh_from_db()
    assert comment.status == "removed"


def test_what_was_deleted_no_undoing_shows_again(comment, moderator):
    act = moderation.act([comment.pk], verb="remove", moderator=moderator).act
    editing.delete(comment)
    done = moderation.undo(act, moderator=moderator)
    assert (done.changed, done.refused) == ((), (comment,))
    comment.refresh_from_db()
    assert comment.status == "removed"


def test_with_the_comment_mail_about_replies_ends(comment):
    subscribing.tell(comment, wanted=True)
    editing.delete(comment)
    assert Subscription.objects.get().ended_at


def test_mail_about_replies_can_be_turned_on_and_off_again_and_again(comment):
    for wanted in (False, True, True, False, False, True):
        subscribing.tell(comment, wanted=wanted)
        going_on = Subscription.objects.filter(comment=comment, ended_at=None)
        assert going_on.exists() == wanted


def test_a_deleted_comment_gets_no_mail_about_replies(comment):
    editing.delete(comment)
    subscribing.tell(comment, wanted=True)
    assert not Subscription.objects.exists()
