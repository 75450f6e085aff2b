import pytest
from pytest_django.asserts import assertContains, assertNotContains

from comments.models import Comment
from tests.factories import make_comment


@pytest.fixture
def public(article):
    return make_comment(article, status="approved", text="Is this so?")


def page_of(comment):
    return f"/desk/comments/{comment.pk}/reply/"


def test_the_comment_is_shown_above_the_form(moderator_client, public):
    page = moderator_client.get(page_of(public))
    assertContains(page, "<p>Is this so?</p>", html=True)
    assertNotContains(page, "Approve the comment first")


def test_a_reply_of_the_staff_is_public_at_once(moderator_client, moderator, public):
    answer = moderator_client.post(page_of(public), {"text": "It is."})
    reply = Comment.objects.public().get(parent=public)
    assert (reply.user, reply.shown.text) == (moderator, "It is.")
    assert (answer.status_code, answer.url) == (303, f"/desk/comments/{public.pk}/")


def test_a_comment_that_waits_can_be_approved_with_the_reply(moderator_client, article):
    waiting = make_comment(article)
    assertContains(moderator_client.get(page_of(waiting)), "Approve the comment first")
    moderator_client.post(page_of(waiting), {"text": "It is.", "approves": "on"})
    assert Comment.objects.public().filter(parent=waiting).exists()


def test_what_readers_do_not_see_is_not_answered(moderator_client, article):
    waiting = make_comment(article)
    answer = moderator_client.post(page_of(waiting), {"text": "Kept text."})
    assertContains(answer, "Kept text.", status_code=422)
    assert answer.context["form"].non_field_errors()
    assert not waiting.replies.exists()


@pytest.mark.parametrize("text", ["", "x", "x" * 3001])
def test_a_reply_that_is_refused_is_not_kept(moderator_client, public, text):
    answer = moderator_client.post(page_of(public), {"text": text})
    assertContains(answer, "errorlist", status_code=422)
    assert not public.replies.exists()


def test_a_comment_that_does_not_exist_is_not_answered(moderator_client, db):
    assert moderator_client.get("/desk/comments/99/reply/").status_code == 404
