import pytest

from articles.models import Article
from comments import moderation, rules, ruling, undoing
from comments.models import Act, Policy
from masthead import versions
from tests.factories import make_user

CLOSED = {"mode": "closed"}


@pytest.fixture
def live(article):
    return Article.objects.live().get(pk=article.pk)


def mode(live):
    return rules.for_article(live).mode


def test_a_change_adds_a_policy_with_its_act(live, moderator):
    act = ruling.change(live, CLOSED, moderator=moderator)
    policy = Policy.objects.get()
    assert (policy.article, policy.mode, policy.created_by) == (live, "closed", moderator)
    assert (policy.act, act.verb, act.number) == (act, Act.Verb.POLICY, 0)


def test_a_change_says_again_what_it_leaves(live, moderator):
    Policy.objects.create(article=live, mode="none-held", minimum_seconds=9)
    ruling.change(live, {"legal_hold": True}, moderator=moderator)
    holding = rules.for_article(live)
    assert (holding.mode, holding.minimum_seconds, holding.legal_hold) == ("none-held", 9, True)


def test_what_holds_already_is_not_said_again(live, moderator):
    ruling.change(live, CLOSED, moderator=moderator)
    assert ruling.change(live, CLOSED, moderator=moderator) is None
    assert Policy.objects.count() == 1


def test_a_change_for_an_article_refreshes_its_page_alone(live, moderator):
    key = versions.article_key(live.pk)
    before, site = versions.number(key), versions.number(versions.SITE)
    ruling.change(live, CLOSED, moderator=moderator)
    assert (versions.number(key), versions.number(versions.SITE)) == (before + 1, site)


@pytest.mark.parametrize("of_the", ["section", "site"])
def test_a_change_for_a_section_or_the_site_refreshes_every_page(live, moderator, of_the):
    site = versions.number(versions.SITE)
    scope = live.live.section if of_the == "section" else None
    ruling.change(scope, CLOSED, moderator=moderator)
    assert mode(live) == "closed"
    assert versions.number(versions.SITE) == site + 1


def test_an_article_that_inherits_has_no_rules_of_its_own(live, moderator):
    ruling.change(live, CLOSED | {"legal_hold": True}, moderator=moderator)
    ruling.inherit(live, moderator=moderator)
    holding = rules.for_article(live)
    assert (holding.mode, holding.legal_hold) == ("all-held", False)
    assert set(holding.policies.values()) == {None}


@pytest.mark.parametrize("before", ["none-held", "new-held"])
def test_an_article_reopens_in_the_mode_that_held_before(live, moderator, before):
    Policy.objects.create(article=live, mode=before)
    ruling.change(live, CLOSED, moderator=moderator)
    ruling.reopen(live, moderator=moderator)
    assert mode(live) == before


@pytest.mark.parametrize(("site", "then"), [("", "all-held"), ("none-held", "none-held")])
def test_an_article_that_had_no_mode_reopens_in_that_of_the_site(live, moderator, site, then):
    Policy.objects.create(mode=site)
    ruling.change(live, CLOSED, moderator=moderator)
    ruling.reopen(live, moderator=moderator)
    assert mode(live) == then
    assert Policy.objects.first().mode == ""


def test_an_article_reopens_with_everything_held_where_its_section_is_closed(live, moderator):
    Policy.objects.create(section=live.live.section, mode="closed")
    ruling.reopen(live, moderator=moderator)
    assert mode(live) == "all-held"


def test_an_article_reopens_whatever_its_age(live, moderator):
    Policy.objects.create(closes_after_days=14)
    ruling.reopen(live, moderator=moderator)
    assert rules.for_article(live).closes_after_days == 0


def test_what_is_open_is_not_reopened(live, moderator):
    assert ruling.reopen(live, moderator=moderator) is None


def test_undoing_a_change_says_again_what_was_before(live, moderator):
    Policy.objects.create(article=live, mode="none-held", minimum_seconds=9)
    act = ruling.change(live, CLOSED, moderator=moderator)
    undone = undoing.undo(act, moderator=moderator)
    newest = Policy.objects.first()
    assert (newest.mode, newest.minimum_seconds, newest.act) == ("none-held", 9, undone.act)


def test_undoing_the_first_change_leaves_no_rules(live, moderator):
    act = ruling.change(live, CLOSED, moderator=moderator)
    undoing.undo(act, moderator=moderator)
    assert rules.for_article(live).policies["mode"] is None


def test_undoing_that_a_change_was_undone_changes_it_again(live, moderator):
    act = ruling.change(live, CLOSED, moderator=moderator)
    undone = undoing.undo(act, moderator=moderator)
    undoing.undo(undone.act, moderator=moderator)
    assert mode(live) == "closed"


def test_undoing_a_change_leaves_what_somebody_changed_since(live, moderator):
    act = ruling.change(live, CLOSED | {"legal_hold": True}, moderator=moderator)
    ruling.change(live, {"mode": "none-held"}, moderator=make_user())
    undoing.undo(act, moderator=moderator)
    holding = rules.for_article(live)
    assert (holding.mode, holding.legal_hold) == ("none-held", False)


def test_undoing_adds_no_rules_where_all_was_changed_since(live, moderator):
    act = ruling.change(live, CLOSED, moderator=moderator)
    ruling.change(live, {"mode": "none-held"}, moderator=make_user())
    undoing.undo(act, moderator=moderator)
    assert Policy.objects.count() == 2


def test_an_act_is_undone_once(live, moderator):
    act = ruling.change(live, CLOSED, moderator=moderator)
    undoing.undo(act, moderator=moderator)
    with pytest.raises(moderation.AlreadyUndone):
        undoing.undo(act, moderator=moderator)
