import datetime as dt

import pytest
import time_machine

from comments import held, moderation, proving
from comments.models import Comment
from tests.factories import make_comment, make_page, make_user, publish_article

from .working import proven_comment

pytestmark = pytest.mark.django_db


def test_the_token_finds_its_comment():
    comment = make_comment()
    assert held.find(held.sign(comment), article_pk=comment.article_id) == comment


def test_a_forged_token_finds_nothing():
    comment = make_comment()
    token = held.sign(comment)
    assert held.find(f"{token}x", article_pk=comment.article_id) is None
    assert held.find("", article_pk=comment.article_id) is None


def test_a_token_is_of_one_article():
    comment = make_comment()
    assert held.find(held.sign(comment), article_pk=publish_article().pk) is None


def test_a_token_ends_after_thirty_days():
    with time_machine.travel(dt.datetime(2026, 1, 1, tzinfo=dt.UTC), tick=False):
        comment = make_comment()
        token = held.sign(comment)
    with time_machine.travel(dt.datetime(2026, 1, 31, 0, 0, 1, tzinfo=dt.UTC), tick=False):
        assert held.find(token, article_pk=comment.article_id) is None


def box(client, comment):
    """Return the article's page, as the comment's author sees it."""
    address = f"{comment.article.get_absolute_url()}?held={held.sign(comment)}"
    return " ".join(client.get(address).content.decode().split())


@pytest.fixture
def _pages(db):
    make_page(slug="comment-rules")
    make_page(slug="privacy")


PROVE = "open the link in our mail"


@pytest.mark.usefixtures("_pages")
@pytest.mark.parametrize("status", [Comment.Status.PENDING, Comment.Status.APPROVED])
def test_the_box_asks_for_a_proof_until_there_is_one(client, status):
    assert PROVE in box(client, make_comment(status=status))
    assert PROVE not in box(client, proven_comment(status=status))


@pytest.mark.usefixtures("_pages")
def test_the_box_says_whether_a_person_turned_the_comment_down(client):
    rejected = box(client, make_comment(status=Comment.Status.REJECTED))
    assert "was read by a moderator and is not shown" in rejected
    disowned = make_comment()
    proving.disown(disowned)
    assert "Your comment is not shown." in box(client, disowned)
    assert PROVE not in box(client, disowned)


@pytest.mark.usefixtures("_pages")
def test_the_box_names_whom_a_reply_answers_while_that_is_public(client):
    parent = make_comment(name="Bo", status=Comment.Status.APPROVED)
    reply = make_comment(parent.article, parent=parent.pk)
    assert "in reply to <bdi>Bo</bdi>" in box(client, reply)
    moderation.remove(parent, moderator=make_user())
    assert "in reply to" not in box(client, reply)
