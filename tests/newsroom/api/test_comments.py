"""Public comments as the API tells them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import publishing
from comments import moderation
from comments.models import Comment
from tests.factories import make_comment, publish_article

pytestmark = pytest.mark.django_db


def test_a_comment_comes_with_its_text_and_its_article(ask):
    article = publish_article(slug="report", headline="A report")
    comment = make_comment(article, status="approved", name="Ana", text="Well <said>.")
    found = ask(f"comments/{comment.uid}")
    assert found["author"] == "Ana"
    assert found["text_html"] == "<p>Well &lt;said&gt;.</p>"
    assert found["article"]["name"] == "A report"
    assert found["url"] == f"http://testserver/articles/report/comments/{comment.pk}/"


def test_a_comment_tells_nothing_of_its_author_but_the_name(client):
    comment = make_comment(status="approved", name="Ana", email="ana@mail.example")
    comment.network = "f" * 64
    comment.save(update_fields=["network"])
    text = client.get(f"/api/v1/comments/{comment.uid}").text
    for secret in ("ana@mail.example", comment.commenter.email_key, "f" * 64, "everything_held"):
        assert secret not in text


def test_an_erased_name_is_null(ask):
    comment = make_comment(status="approved")
    Comment.objects.filter(pk=comment.pk).update(name="")
    assert ask(f"comments/{comment.uid}")["author"] is None


def test_an_answer_names_the_comment_that_it_answers_while_that_is_public(ask, article, moderator):
    first = make_comment(article, status="approved")
    answer = make_comment(article, status="approved", parent=first.pk)
    assert ask(f"comments/{answer.uid}")["parent"] == str(first.uid)
    moderation.remove(first, moderator=moderator)
    assert ask(f"comments/{answer.uid}")["parent"] is None


@pytest.mark.parametrize("status", ["pending", "rejected", "spam", "removed"])
def test_what_is_not_public_is_not_found(client, ask, status):
    comment = make_comment(status=status)
    assert client.get(f"/api/v1/comments/{comment.uid}").status_code == 404
    assert ask("comments")["items"] == []


def test_comments_go_with_their_article(client, ask, article):
    comment = make_comment(article, status="approved")
    publishing.withdraw(article, by=None, reason="legal", note="")
    assert client.get(f"/api/v1/comments/{comment.uid}").status_code == 404
    assert ask("comments")["items"] == []


def test_the_list_holds_every_public_comment_once_newest_first(walk, article):
    uids = [str(make_comment(article, status="approved").uid) for _ in range(5)]
    assert [one["id"] for one in walk("comments")] == uids[::-1]


def test_the_list_is_narrowed_by_article(walk, article):
    make_comment(status="approved")
    own = make_comment(article, status="approved")
    assert [one["id"] for one in walk("comments", article=article.slug)] == [str(own.uid)]


def test_an_article_that_is_not_there_has_no_list(client):
    assert client.get("/api/v1/comments", {"article": "none"}).status_code == 404


def test_a_list_takes_as_many_queries_however_long(ask):
    make_comment(status="approved")
    with CaptureQueriesContext(connection) as one:
        ask("comments")
    for _ in range(3):
        make_comment(status="approved")
    with CaptureQueriesContext(connection) as four:
        assert len(ask("comments")["items"]) == 4
    assert len(four) == len(one)
