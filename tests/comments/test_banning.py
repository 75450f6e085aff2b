import datetime as dt

import pytest
from django.utils import timezone

from comments import banning, moderation, undoing
from comments.banning import Target, Terms
from comments.models import Act, Ban, Comment
from tests.factories import make_comment, make_user

ANA = "ana@mail.example"
NET = "192.0.2.0/24"


def terms(*, days=1, **fields):
    until = timezone.now() + dt.timedelta(days=days) if days else None
    return Terms(**({"reason": "abuse", "until": until} | fields))


def ban(target, *, moderator=None, **fields):
    return banning.ban(target, terms(**fields), moderator=moderator or make_user())


def in_force():
    return Ban.objects.in_force(timezone.now())


def statuses(*comments):
    return [Comment.objects.get(pk=comment.pk).status for comment in comments]


@pytest.fixture
def comment(article):
    return make_comment(article, email=ANA, network=NET)


@pytest.fixture
def author(comment):
    return Target(commenter=comment.commenter)


def test_an_author_is_banned_for_good_in_one_act(author, moderator):
    done = ban(author, days=None, note="Third time.", moderator=moderator)
    made = in_force().get()
    assert (made.commenter, made.network, made.until) == (author.commenter, "", None)
    assert (made.reason, made.note, made.created_by) == ("abuse", "Third time.", moderator)
    assert (made.act, done.act.verb, done.changed) == (done.act, Act.Verb.BAN, ())


def test_a_ban_can_take_along_what_waits_of_the_author_and_nothing_else(article, comment, author):
    public = make_comment(article, email=ANA, status="approved")
    other = make_comment(article)
    done = ban(author, pending="spam")
    assert statuses(comment, public, other) == ["spam", "approved", "pending"]
    assert (done.act.verb, Act.objects.get(verb="ban").number) == ("ban", 1)


def test_a_ban_takes_along_at_most_what_one_act_may_change(article, comment, author, monkeypatch):
    younger = make_comment(article, email=ANA)
    monkeypatch.setattr(moderation, "MOST_AT_ONCE", 1)
    ban(author, pending="reject")
    assert statuses(comment, younger) == ["rejected", "pending"]


def test_a_network_is_banned_with_what_waits_of_it(article, comment):
    near, far = make_comment(article, network=NET), make_comment(article)
    ban(Target(network=comment.network), pending="spam")
    assert statuses(comment, near, far) == ["spam", "spam", "pending"]
    assert in_force().get().network == comment.network


@pytest.mark.parametrize("days", [None, 31])
def test_a_network_is_banned_for_thirty_days_at_most(comment, days):
    with pytest.raises(banning.NotBanned, match="30 days at most"):
        ban(Target(network=comment.network), days=days)


def test_a_network_that_was_forgotten_cannot_be_banned(db):
    with pytest.raises(banning.NotBanned, match="no longer known"):
        ban(Target())


@pytest.mark.parametrize(("first", "second"), [(None, None), (None, 1), (7, 1)])
def test_who_is_banned_as_long_already_is_not_banned_again(author, first, second, moderator):
    ban(author, days=first, moderator=moderator)
    with pytest.raises(banning.NotBanned, match=f"{moderator} banned this already"):
        ban(author, days=second)
    assert in_force().count() == 1


@pytest.mark.parametrize(("first", "second"), [(1, None), (1, 7)])
def test_a_suspension_can_be_made_longer(author, first, second):
    ban(author, days=first)
    ban(author, days=second)
    assert in_force().count() == 2


def test_a_ban_is_lifted_once(author, moderator):
    ban(author)
    act = banning.lift(in_force().get(), moderator=moderator)
    assert not in_force().exists()
    assert (act.moderator, act.verb) == (moderator, Act.Verb.BAN)
    assert banning.lift(Ban.objects.get(), moderator=make_user()) is None
    assert Ban.objects.get().lifted_by == moderator


def test_undoing_a_ban_lifts_it_and_gives_back_what_waited(comment, author, moderator):
    done = ban(author, pending="spam")
    undone = undoing.undo(done.act, moderator=moderator)
    assert not in_force().exists()
    assert statuses(comment) == ["pending"]
    assert (Ban.objects.get().lifted_by, undone.act.number) == (moderator, 1)


def test_undoing_that_a_ban_was_undone_bans_again(comment, author, moderator):
    done = ban(author, pending="spam", note="Third time.")
    undone = undoing.undo(done.act, moderator=moderator)
    again = undoing.undo(undone.act, moderator=moderator)
    made = in_force().get()
    assert (made.note, made.act, statuses(comment)) == ("Third time.", again.act, ["spam"])
    undoing.undo(again.act, moderator=moderator)
    assert not in_force().exists()


def test_undoing_a_lift_bans_again(author, moderator):
    ban(author)
    act = banning.lift(in_force().get(), moderator=moderator)
    undoing.undo(act, moderator=moderator)
    assert in_force().get().commenter == author.commenter


def test_undoing_a_ban_that_was_lifted_since_lifts_nothing_twice(author, moderator):
    done = ban(author)
    banning.lift(in_force().get(), moderator=moderator)
    undoing.undo(done.act, moderator=make_user())
    assert Ban.objects.get().lifted_by == moderator


def test_the_last_act_of_a_moderator_may_be_a_ban(author, moderator):
    done = ban(author, moderator=moderator)
    assert moderation.last_act(moderator) == done.act
