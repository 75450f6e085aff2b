"""Everything held about a reader, for that reader."""

import json

import pytest
from django.utils import timezone

from comments import exporting, moderation, subscribing
from comments.models import AuthorNote, Ban, VisitorMail
from tests.factories import make_comment

pytestmark = pytest.mark.django_db

ANA = "ana@mail.example"


@pytest.fixture
def comment(article):
    fields = {"text": "Well said.", "network": "192.0.2.0/24", "is_proven": True}
    return make_comment(article, email=ANA, name="Ana", **fields)


def export(comment):
    return json.loads("".join(exporting.export(comment.commenter)))


def test_a_comment_comes_with_its_texts_and_what_was_decided(comment, moderator):
    moderation.reject(comment, moderator=moderator, reason="off-topic")
    (held,) = export(comment)["comments"]
    assert (held["name"], held["status"]) == ("Ana", "rejected")
    assert held["article"] == f"http://testserver{comment.article.get_absolute_url()}"
    assert [text["text"] for text in held["texts"]] == ["Well said."]
    assert held["texts"][0]["findings"]
    assert [decision["to"] for decision in held["decisions"]] == ["pending", "rejected"]
    assert held["decisions"][1]["reason"] == "off-topic"


def test_who_decided_and_who_reported_is_not_in_it(comment, moderator):
    moderation.approve(comment, moderator=moderator)
    now = timezone.now()
    comment.reports.create(reporter="f" * 64, reason="abuse", details="My street!", at=now)
    text = "".join(exporting.export(comment.commenter))
    for secret in (moderator.username, "Moderator", "f" * 64, "My street"):
        assert secret not in text
    assert json.loads(text)["comments"][0]["reported_for"] == ["abuse"]


def test_what_was_written_about_the_reader_is_in_it(comment, moderator):
    now = timezone.now()
    AuthorNote.objects.create(
        commenter=comment.commenter, text="Writes at night.", at=now, author=moderator
    )
    Ban.objects.create(
        commenter=comment.commenter, reason="abuse", created_at=now, created_by=moderator
    )
    held = export(comment)
    assert held["notes_of_moderators"][0]["text"] == "Writes at night."
    assert held["bans"][0]["reason"] == "abuse"


def test_the_rest_is_in_it_too(comment):
    VisitorMail.objects.all().delete()
    VisitorMail.objects.create(email_key=comment.commenter.email_key, at=timezone.now())
    subscribing.tell(comment, wanted=True)
    other = make_comment(comment.article, status="approved")
    other.reports.create(
        reporter=comment.commenter.email_key, reason="spam", details="Ad", at=timezone.now()
    )
    held = export(comment)
    assert held["email"] == ANA
    assert held["reports_by_you"][0]["details"] == "Ad"
    assert len(held["mail_caused_by_anybody"]) == 1
    assert held["comments"][0]["network_is_held"] is held["comments"][0]["mail_on_replies"] is True


def test_a_reply_names_what_it_answers_and_nothing_more_of_it(comment):
    parent = make_comment(comment.article, status="approved", text="Their words.", name="Bo")
    make_comment(comment.article, email=ANA, parent=parent.pk)
    held = export(comment)
    assert held["comments"][1]["in_reply_to"] == str(parent.uid)
    assert "Their words." not in json.dumps(held)


def test_nothing_of_anybody_else_is_in_it(comment):
    make_comment(comment.article, email="bo@mail.example", text="Not Ana’s.")
    assert "Not Ana" not in "".join(exporting.export(comment.commenter))


def test_the_network_itself_is_not_in_it(comment):
    text = "".join(exporting.export(comment.commenter))
    assert comment.network
    assert comment.network not in text


def test_many_comments_come_in_batches(comment, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(exporting, "A_BATCH", 2)
    for _ in range(4):
        make_comment(comment.article, email=ANA)
    held = export(comment)
    assert len({one["uid"] for one in held["comments"]}) == 5


def test_the_number_of_queries_does_not_grow_within_a_batch(comment, django_assert_num_queries):
    with django_assert_num_queries(9):
        export(comment)
    for _ in range(5):
        make_comment(comment.article, email=ANA, status="approved")
    with django_assert_num_queries(9):
        export(comment)
