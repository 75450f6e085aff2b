import re

import pytest
from django.test import Client
from django.urls import reverse

from comments import passes
from comments.models import Comment, Commenter
from tests.factories import make_comment

from .working import NOON, at

pytestmark = pytest.mark.django_db


def address(comment):
    return reverse("comments:prove", args=[passes.proof(comment)])


def html(response):
    return " ".join(response.content.decode().split())


def test_a_look_proves_nothing_and_shows_no_word_of_the_writer(client, article):
    comment = make_comment(article, text="Buy pills", name="Nasty")
    response = client.get(address(comment))
    assert response.status_code == 200
    comment.refresh_from_db()
    assert comment.proven_at is None
    assert article.editions.get().headline in html(response)
    assert not any(word in html(response) for word in ("pills", "Nasty", "@mail.example"))


def test_a_prefetch_by_head_proves_nothing(client):
    comment = make_comment()
    assert client.head(address(comment)).status_code == 200
    comment.refresh_from_db()
    assert comment.proven_at is None


def test_the_button_proves_and_leaves_a_pass(client):
    comment = make_comment()
    response = client.post(address(comment), {"prove": "yes"})
    comment.refresh_from_db()
    assert comment.proven_at
    (token,) = re.findall(r'data-pass="([^"]+)"', html(response))
    assert passes.holder(token) == comment.commenter
    assert f'name="pass" value="{token}"' in html(response)
    assert response["Cache-Control"] == "no-store, private"
    assert not client.cookies


def test_the_button_needs_no_token_of_django_s():
    comment = make_comment()
    client = Client(enforce_csrf_checks=True)
    assert client.post(address(comment), {"prove": "yes"}).status_code == 200


def test_a_second_browser_gets_a_pass_too(client):
    comment = make_comment(is_proven=True)
    assert "have this browser know you, too" in html(client.get(address(comment)))
    assert "data-pass=" in html(client.post(address(comment)))


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("pending", "A moderator reads it before it shows."),
        ("approved", "see it in its place"),
        ("rejected", "It is not shown:"),
    ],
)
def test_the_author_is_told_where_the_comment_stands(client, status, words):
    assert words in html(client.post(address(make_comment(status=status))))


def test_whoever_did_not_write_it_says_so(client):
    comment = make_comment()
    page = html(client.post(address(comment), {"disown": "yes"}))
    assert "The comment will not be shown." in page
    comment.refresh_from_db()
    assert comment.status == Comment.Status.REMOVED


def test_of_a_public_comment_moderators_are_told(client):
    comment = make_comment(status=Comment.Status.APPROVED)
    page = html(client.post(address(comment), {"disown": "yes"}))
    assert "Our moderators will look at the comment again." in page


def test_a_proven_comment_is_not_disowned(client):
    comment = make_comment(is_proven=True)
    assert "That comment is yours" in html(client.post(address(comment), {"disown": "yes"}))


def test_a_withdrawn_article_is_not_named(client, article):
    comment = make_comment(article)
    article.editions.update(status="superseded")
    page = html(client.get(address(comment)))
    assert "A comment was sent with your email address" in page
    assert "under the article" not in page


@pytest.mark.parametrize("token", ["x", "x" * 5000, "%00", "%ED%A0%80", "😀", "MQ:a:b"])
def test_a_forged_link_says_what_to_do(client, token):
    response = client.get(f"/comments/prove/{token}/")
    assert response.status_code == 404
    assert "have a new link sent" in html(response)


def test_a_link_lasts_three_days(client):
    with at():
        comment = make_comment()
        link = address(comment)
    with at(days=3, seconds=1):
        assert client.post(link).status_code == 404
    comment.refresh_from_db()
    assert comment.proven_at is None


def test_what_was_taken_back_or_erased_can_no_longer_be_proven(client):
    deleted, erased = make_comment(), make_comment()
    Comment.objects.filter(pk=deleted.pk).update(deleted_at=NOON)
    Commenter.objects.filter(pk=erased.commenter_id).update(email="", erased_at=NOON)
    for comment in (deleted, erased):
        assert client.post(address(comment)).status_code == 404
