import datetime as dt

import pytest
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from comments import banning
from comments.models import Ban, Comment
from tests.factories import make_comment, make_user

NET = "192.0.2.0/24"
BANS = "/desk/comments/bans/"


@pytest.fixture
def comment(article):
    return make_comment(article, text="It waits.", network=NET)


def by_author(comment):
    return f"{BANS}new/?author={comment.commenter_id}"


def by_comment(comment):
    return f"{BANS}new/?comment={comment.pk}"


def terms(**fields):
    return {"who": "author", "reason": "abuse", "days": "7", "pending": "", "note": ""} | fields


def ban(comment, **fields):
    target = banning.Target(commenter=comment.commenter)
    terms = {"reason": "abuse", "until": None} | fields
    return banning.ban(target, banning.Terms(**terms), moderator=make_user())


def test_before_a_ban_what_waits_of_the_author_is_shown(moderator_client, article, comment):
    make_comment(article, email=comment.commenter.email, status="approved", text="It is public.")
    page = moderator_client.get(by_author(comment))
    (concerned,) = page.context["concerned"]
    assert (concerned["name"], concerned["number"]) == ("author", 1)
    assertContains(page, "It waits.")
    assertNotContains(page, "It is public.")


def test_a_ban_because_of_a_comment_is_of_its_author_or_network(moderator_client, article, comment):
    make_comment(article, network=NET)
    page = moderator_client.get(by_comment(comment))
    concerned = [(part["name"], part["number"]) for part in page.context["concerned"]]
    assert concerned == [("author", 1), ("network", 2)]


def test_before_a_ban_it_is_said_that_more_waits_than_one_act_takes(
    moderator_client, article, comment, monkeypatch
):
    make_comment(article, email=comment.commenter.email)
    monkeypatch.setattr("comments.moderation.MOST_AT_ONCE", 1)
    assertContains(moderator_client.get(by_author(comment)), "more than 1")


def test_a_comment_of_the_staff_has_no_author_to_ban(moderator_client, comment, moderator):
    Comment.objects.filter(pk=comment.pk).update(commenter=None, user=moderator)
    page = moderator_client.get(by_comment(comment))
    assert [part["name"] for part in page.context["concerned"]] == ["network"]


def test_an_author_is_suspended_with_what_waits(moderator_client, moderator, comment):
    answer = moderator_client.post(by_author(comment), terms(pending="spam", note="Again."))
    made = Ban.objects.get()
    assert (made.commenter, made.created_by, made.note) == (comment.commenter, moderator, "Again.")
    assert made.until - made.created_at == pytest.approx(dt.timedelta(days=7), abs=dt.timedelta(1))
    assert Comment.objects.get(pk=comment.pk).status == "spam"
    assert (answer.status_code, answer.url) == (
        303,
        f"/desk/comments/authors/{comment.commenter_id}/",
    )


def test_a_ban_can_be_undone_from_the_page_that_follows(moderator_client, comment):
    page = moderator_client.post(by_author(comment), terms(pending="reject"), follow=True)
    assertContains(page, "Banned, with 1 comment that waited.")
    act = Ban.objects.get().act
    assertContains(page, f'<input type="hidden" name="act" value="{act.pk}">', html=True)
    moderator_client.post("/desk/comments/undo/", {"act": act.pk})
    assert not Ban.objects.in_force(timezone.now()).exists()


def test_an_author_is_banned_for_good(moderator_client, comment):
    page = moderator_client.post(by_author(comment), terms(days=""), follow=True)
    assert Ban.objects.get().until is None
    assertContains(page, "Banned.")


def test_a_network_is_banned_because_of_a_comment(moderator_client, comment):
    moderator_client.post(by_comment(comment), terms(who="network"))
    made = Ban.objects.get()
    assert (made.network, made.commenter) == (comment.network, None)


def test_after_the_ban_of_a_staff_comments_network_follow_all_bans(
    moderator_client, comment, moderator
):
    Comment.objects.filter(pk=comment.pk).update(commenter=None, user=moderator)
    answer = moderator_client.post(by_comment(comment), terms(who="network"))
    assert answer.url == BANS


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"who": "network", "days": ""}, "30 days at most"),
        ({"who": "somebody"}, "Select a valid choice"),
        ({"reason": ""}, "This field is required"),
        ({"note": "x" * 301}, "at most 300 characters"),
    ],
)
def test_a_ban_that_is_refused_keeps_its_note(moderator_client, comment, fields, said):
    answer = moderator_client.post(by_comment(comment), terms(note="Kept.") | fields)
    assertContains(answer, said, status_code=422)
    assert answer.context["form"]["note"].value() == fields.get("note", "Kept.")
    assert not Ban.objects.exists()


def test_a_network_that_is_forgotten_cannot_be_banned_and_the_page_says_so(
    moderator_client, article
):
    comment = make_comment(article)
    assertContains(moderator_client.get(by_comment(comment)), "no longer known")
    answer = moderator_client.post(by_comment(comment), terms(who="network"))
    assertContains(answer, "forgotten after 14 days", status_code=422)


@pytest.mark.parametrize("query", ["", "?author=", "?author=x", "?comment=" + "9" * 30])
def test_a_ban_of_nobody_is_not_found(moderator_client, query):
    assert moderator_client.get(f"{BANS}new/{query}").status_code == 404


def test_a_ban_is_lifted(moderator_client, moderator, comment):
    ban(comment)
    made = Ban.objects.get()
    page = moderator_client.post(f"{BANS}{made.pk}/lift/", {"next": BANS}, follow=True)
    assertContains(page, "The ban was lifted.")
    assertContains(page, f"Lifted by {moderator}")


def test_who_lifts_a_ban_that_was_lifted_is_told(moderator_client, comment):
    ban(comment)
    made = Ban.objects.get()
    banning.lift(made, moderator=make_user())
    page = moderator_client.post(f"{BANS}{made.pk}/lift/", {"next": BANS}, follow=True)
    assertContains(page, "That ban was lifted before.")


def test_all_bans_are_listed_with_their_ends(moderator_client, article, comment):
    later = timezone.now() + dt.timedelta(days=1)
    ban(comment, until=later, note="Just a day.")
    ban(comment)
    ended = make_comment(article)
    ban(ended, until=later)
    Ban.objects.filter(commenter=ended.commenter).update(until=timezone.now())
    banning.ban(
        banning.Target(network=comment.network),
        banning.Terms(reason="spam", until=later),
        moderator=make_user(),
    )
    page = moderator_client.get(BANS)
    for words in ("A network", "Ended", "Banned until", "Banned for good", "Just a day."):
        assertContains(page, words)
    assertContains(page, "/lift/", count=3)


def test_older_bans_are_on_further_pages(moderator_client, article, monkeypatch):
    monkeypatch.setattr("comments.desk.bans.A_PAGE", 1)
    older, newer = [ban(make_comment(article)).act.bans.get() for _ in range(2)]
    assertContains(moderator_client.get(BANS), f'href="?after={newer.pk}"')
    page = moderator_client.get(f"{BANS}?after={newer.pk}")
    assert (page.context["bans"], page.context["after"]) == ([older], None)


@pytest.mark.parametrize("after", ["x", "9" * 30])
def test_a_page_of_bans_that_does_not_exist_is_not_found(moderator_client, after):
    assert moderator_client.get(f"{BANS}?after={after}").status_code == 404
