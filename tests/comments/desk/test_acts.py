"""What moderators do to comments with a press, and take back."""

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.utils import timezone

from comments import moderation
from comments.models import Act, Comment, Decision
from tests.factories import make_comment, make_user

pytestmark = pytest.mark.django_db
Status, Verb = Comment.Status, Act.Verb
QUEUE, ACT, UNDO = "/desk/comments/", "/desk/comments/act/", "/desk/comments/undo/"
HTMX = {"HX-Request": "true"}


def data(*comments, **fields):
    keys = [comment.pk for comment in comments]
    seen = {f"seen-{comment.pk}": comment.turn for comment in comments}
    return {"comment": keys, **seen, **fields}


def act(client, *comments, headers=None, **fields):
    return client.post(ACT, data(*comments, **fields), headers=headers)


def status(comment):
    return Comment.objects.get(pk=comment.pk).status


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


@pytest.mark.parametrize(
    ("verb", "becomes"),
    [
        (Verb.APPROVE, Status.APPROVED),
        (Verb.SPAM, Status.SPAM),
        (Verb.REMOVE, Status.REMOVED),
        (Verb.FEATURE, Status.APPROVED),
    ],
)
def test_an_act_leads_back_and_says_what_it_did(moderator_client, verb, becomes):
    comment = make_comment()
    response = act(moderator_client, comment, verb=verb, next=f"{QUEUE}?queue=all")
    assert (response.status_code, response.url) == (303, f"{QUEUE}?queue=all")
    assert status(comment) == becomes
    assert said(response)[0].startswith("1 comment ")


def test_a_reason_alone_rejects(moderator_client):
    comment = make_comment()
    act(moderator_client, comment, reason="abuse")
    decision = Decision.objects.get(comment=comment, to_status=Status.REJECTED)
    assert decision.reason == "abuse"


def test_many_are_decided_on_in_one_act(moderator_client):
    comments = [make_comment(), make_comment()]
    response = act(moderator_client, *comments, verb="spam")
    assert said(response) == ["2 comments marked as spam."]
    assert Act.objects.get().number == 2


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"verb": "approve", "comment": []}, "Select a comment first."),
        ({"verb": "approve", "comment": ["x"]}, "Select 500 comments at most."),
        ({"verb": "approve", "comment": [2**70]}, "Select 500 comments at most."),
        ({"verb": "approve", "comment": range(501)}, "Select 500 comments at most."),
        ({"verb": "reject"}, "Choose a reason to reject."),
        ({"verb": "reject", "reason": "none"}, "none is not one of the available choices."),
        ({"verb": "undo"}, "undo is not one of the available choices."),
        ({}, "Choose what to do."),
    ],
)
def test_what_cannot_be_done_is_told_and_changes_nothing(moderator_client, fields, says):
    comment = make_comment()
    response = moderator_client.post(ACT, {"comment": [comment.pk]} | fields, follow=True)
    assert says in response.text
    assert status(comment) == Status.PENDING


@pytest.mark.parametrize("address", ["https://evil.example/", "//evil.example", "x", ""])
def test_an_act_never_leads_to_another_site(moderator_client, address):
    assert act(moderator_client, make_comment(), verb="spam", next=address).url == QUEUE


def test_what_is_decided_so_already_is_told(moderator_client):
    response = act(moderator_client, make_comment(status=Status.SPAM), verb="spam")
    assert said(response) == ["Nothing to change: that was decided already."]


def test_the_second_of_two_moderators_is_told_and_may_decide_anyway(moderator_client):
    comment = make_comment(text="My words.")
    anna = make_user(first_name="Anna")
    moderation.reject(comment, moderator=anna, reason="abuse")
    response = act(moderator_client, comment, verb="approve", next=f"{QUEUE}?q=a")
    assert "Rejected by Anna just now: abuse" in response.text
    assert "My words." in response.text
    assert f'href="{QUEUE}?q=a">leave it' in response.text
    assert status(comment) == Status.REJECTED
    comment.refresh_from_db()
    assert f'name="seen-{comment.pk}" value="{comment.turn}"' in response.text
    act(moderator_client, comment, verb="approve")
    assert status(comment) == Status.APPROVED


def test_of_many_those_that_nobody_decided_on_are_done(moderator_client):
    mine, taken = make_comment(), make_comment()
    moderation.approve(taken, moderator=make_user())
    response = act(moderator_client, mine, taken, verb="spam")
    assert "1 comment marked as spam." in response.text
    assert (status(mine), status(taken)) == (Status.SPAM, Status.APPROVED)


def test_a_comment_that_its_author_took_back_is_not_shown_again(moderator_client):
    comment = make_comment()
    Comment.objects.filter(pk=comment.pk).update(deleted_at=timezone.now())
    assert "cannot be shown" in act(moderator_client, comment, verb="approve").text
    assert status(comment) == Status.PENDING


def test_an_act_is_undone(moderator_client):
    comment = make_comment()
    page = act(moderator_client, comment, verb="spam")
    html = moderator_client.get(page.url).text
    assert "Your last act: 1 comment marked as spam" in html
    response = moderator_client.post(UNDO, {"act": Act.objects.get().pk, "next": QUEUE})
    assert (response.status_code, response.url) == (303, QUEUE)
    assert said(response)[-1] == "Undone: 1 comment marked as spam."
    assert status(comment) == Status.PENDING


def test_an_act_is_undone_once(moderator_client, moderator):
    done = moderation.act([make_comment().pk], verb="spam", moderator=moderator)
    moderator_client.post(UNDO, {"act": done.act.pk})
    response = moderator_client.post(UNDO, {"act": done.act.pk})
    assert said(response)[-1] == "That was undone before."


def test_undoing_leaves_what_was_decided_on_since_and_tells(moderator_client, moderator):
    comments = [make_comment(), make_comment()]
    done = moderation.act([c.pk for c in comments], verb="spam", moderator=moderator)
    moderation.approve(comments[0], moderator=make_user())
    response = moderator_client.post(UNDO, {"act": done.act.pk})
    assert "Decided on since, and left as it is: 1 comment." in said(response)[-1]
    assert status(comments[0]) == Status.APPROVED


@pytest.mark.parametrize("key", ["", "x", "0", str(2**70)])
def test_an_act_that_there_is_not_is_not_undone(moderator_client, key):
    assert moderator_client.post(UNDO, {"act": key}).status_code == 404


def test_htmx_gets_a_line_in_the_comments_place_with_new_counts_and_words(moderator_client):
    comment = make_comment(name="Ana")
    back = f"{QUEUE}?queue=pending"
    html = act(moderator_client, comment, verb="spam", next=back, headers=HTMX).text
    assert f'class="case-done" id="comment-{comment.pk}"' in " ".join(html.split())
    assert 'Spam <span class="number">1</span>' in html
    assert 'hx-swap-oob="innerHTML:#said">1 comment marked as spam.' in html
    assert f'name="act" value="{Act.objects.get().pk}"' in html


def test_htmx_keeps_a_comment_that_is_featured_where_it_is(moderator_client):
    comment = make_comment(status=Status.APPROVED)
    html = act(moderator_client, comment, verb="feature", headers=HTMX).text
    assert 'class="case is-approved"' in html
    assert "Feature no longer" in html


def test_htmx_is_told_of_what_was_overtaken_in_the_comments_place(moderator_client):
    comment = make_comment()
    moderation.reject(comment, moderator=make_user(first_name="Anna"), reason="abuse")
    html = act(moderator_client, comment, verb="approve", headers=HTMX).text
    assert "Rejected by Anna just now: abuse" in html
    assert "Not done: see what is said of this comment." in html
    assert 'class="case is-rejected"' in html


def test_htmx_is_told_what_is_decided_so_already(moderator_client):
    comment = make_comment(status=Status.SPAM)
    html = act(moderator_client, comment, verb="spam", headers=HTMX).text
    assert html.count("Nothing to change: that was decided already.") == 2


def test_htmx_gets_the_comment_back_when_its_act_is_undone(moderator_client, moderator):
    comment = make_comment()
    done = moderation.act([comment.pk], verb="spam", moderator=moderator)
    html = moderator_client.post(UNDO, {"act": done.act.pk}, headers=HTMX).text
    assert 'class="case is-pending"' in html
    assert "Undone: 1 comment marked as spam." in html


def test_htmx_loads_the_page_again_where_many_comments_changed(moderator_client, moderator):
    comments = [make_comment().pk, make_comment().pk]
    done = moderation.act(comments, verb="spam", moderator=moderator)
    response = moderator_client.post(UNDO, {"act": done.act.pk, "next": QUEUE}, headers=HTMX)
    assert response.headers["HX-Redirect"] == QUEUE


def test_htmx_and_a_comment_that_there_is_not(moderator_client):
    response = moderator_client.post(ACT, {"comment": 7**9, "verb": "spam"}, headers=HTMX)
    assert response.status_code == 404


def test_an_act_after_the_session_ended_changes_nothing_and_says_so(client):
    comment = make_comment()
    response = act(client, comment, verb="spam", next=f"{QUEUE}?queue=spam")
    assert response.status_code == 303
    assert response.url == "/admin/login/?next=%2Fdesk%2Fcomments%2F%3Fqueue%3Dspam"
    assert "You were signed out, and nothing was changed." in client.get(response.url).text
    assert status(comment) == Status.PENDING


def test_htmx_is_led_to_the_sign_in_after_the_session_ended(client):
    response = act(client, make_comment(), verb="spam", headers=HTMX)
    assert response.headers["HX-Redirect"] == "/admin/login/?next=%2Fdesk%2Fcomments%2F"


def test_a_reporter_decides_nothing(reporter_client):
    comment = make_comment()
    assert act(reporter_client, comment, verb="spam").status_code == 403
    assert status(comment) == Status.PENDING


def test_acts_of_other_sites_are_refused(moderator):
    client = Client(enforce_csrf_checks=True)
    client.force_login(moderator, backend="django.contrib.auth.backends.ModelBackend")
    comment = make_comment()
    assert act(client, comment, verb="spam").status_code == 403
    assert client.post(UNDO, {"act": 1}).status_code == 403
    assert status(comment) == Status.PENDING


@pytest.mark.parametrize("address", [ACT, UNDO])
def test_the_addresses_of_acts_lead_to_the_queue(moderator_client, address):
    assert moderator_client.get(address).url == QUEUE
