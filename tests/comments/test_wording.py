"""What was done on the desk, in words."""

import datetime as dt

import pytest
from django.utils import timezone

from comments import moderation, wording
from comments.models import Act, Comment
from tests.factories import make_comment

pytestmark = pytest.mark.django_db
Status, Verb = Comment.Status, Act.Verb


def words(comment):
    decision = comment.decisions.last()
    return wording.of_decision(decision, now=decision.at + dt.timedelta(minutes=3))


def test_a_decision_says_who_when_and_why(moderator):
    comment = moderation.reject(make_comment(), moderator=moderator, reason="off-topic")
    assert words(comment) == "Rejected by Mo Moderator 3 minutes ago: off topic"


@pytest.mark.parametrize(
    ("verb", "past"),
    [
        (Verb.APPROVE, "Approved"),
        (Verb.SPAM, "Marked as spam"),
        (Verb.REMOVE, "Removed"),
        (Verb.FEATURE, "Featured"),
    ],
)
def test_a_decision_says_what_was_done(moderator, verb, past):
    comment = make_comment()
    moderation.act([comment.pk], verb=verb, moderator=moderator)
    assert words(comment).startswith(f"{past} by Mo Moderator")


def test_what_came_in_says_as_what():
    assert words(make_comment()).startswith("Received as pending by the check “everything held”")


def test_a_check_that_decided_is_named():
    comment = moderation.decide_by_check(
        make_comment(), to=Status.REMOVED, check_name="author_left"
    )
    assert words(comment) == "Removed by the check “author left” 3 minutes ago"


def test_what_was_undone_says_what_that_made_of_it(moderator):
    comment = make_comment()
    done = moderation.act([comment.pk], verb=Verb.SPAM, moderator=moderator)
    moderation.undo(done.act, moderator=moderator)
    assert words(comment).startswith("Undone, so put back among those that wait, by Mo")


def test_a_moderator_without_a_name_is_called_by_the_user_name(moderator):
    moderator.first_name = moderator.last_name = ""
    assert wording.name(moderator) == moderator.username


@pytest.mark.parametrize(
    ("verb", "number", "said"),
    [
        (Verb.REJECT, 1, "1 comment rejected"),
        (Verb.SPAM, 1500, "1,500 comments marked as spam"),
        (Verb.POLICY, 0, "change the rules"),
    ],
)
def test_an_act_is_told_in_short(moderator, verb, number, said):
    act = Act(moderator=moderator, at=timezone.now(), verb=verb, number=number)
    assert wording.of_act(act) == said


def test_within_a_minute_is_just_now():
    moment = timezone.now()
    assert wording.ago(moment, now=moment + dt.timedelta(seconds=59)) == "just now"
    assert wording.ago(moment, now=moment + dt.timedelta(hours=25)) == "1 day ago"
