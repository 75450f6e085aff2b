"""The page on which a reader reports a comment."""

import pytest
from django.urls import reverse

from comments import erasing, passes
from comments.models import Comment
from tests.factories import make_comment

pytestmark = pytest.mark.django_db

OWN = {"Origin": "http://testserver"}


@pytest.fixture
def comment(article) -> Comment:
    return make_comment(article, status="approved", text="Well said.", name="Ana")


def address(comment):
    return reverse("comments:report", args=[comment.article.slug, comment.pk])


def send(client, comment, *, headers=OWN, **data):
    return client.post(address(comment), {"reason": "abuse"} | data, headers=headers)


def test_the_page_shows_the_comment_and_asks_what_is_wrong(client, comment):
    response = client.get(address(comment))
    html = response.content.decode()
    assert "Well said." in html
    assert html.count('type="radio"') == 6
    assert 'content="noindex"' in html
    assert not response.cookies


def test_a_report_is_noted_with_thanks(client, comment):
    response = send(client, comment, details="It names my street.")
    assert (response.status_code, "Thank you" in response.content.decode()) == (200, True)
    assert comment.reports.get().details == "It names my street."


def test_three_networks_bring_it_back(client, comment):
    for number in range(3):
        data = {"reason": "abuse"}
        client.post(address(comment), data, headers=OWN, REMOTE_ADDR=f"192.0.{number}.1")
    comment.refresh_from_db()
    assert comment.queue == "reported"


def test_whoever_holds_a_pass_reports_as_that_reader(client, comment):
    reader = make_comment().commenter
    send(client, comment, **{"pass": passes.issue(reader)})
    assert comment.reports.get().reporter == reader.email_key


def test_a_pass_that_is_none_does_not_keep_the_report_back(client, comment):
    send(client, comment, **{"pass": "x:y"})
    assert ":" in comment.reports.get().reporter


@pytest.mark.parametrize(
    "data", [{"reason": ""}, {"reason": "x"}, {"details": "x" * 501}, {"details": "a\0b"}]
)
def test_a_report_that_is_not_complete_comes_back_with_its_words(client, comment, data):
    response = send(client, comment, **({"details": "My street"} | data))
    assert response.status_code == 422
    assert ("My street" in response.content.decode()) == ("details" not in data)
    assert not comment.reports.exists()


def test_what_filled_the_hidden_field_is_refused_once_and_can_press_again(client, comment):
    response = send(client, comment, website="http://spam.example")
    html = response.content.decode()
    assert response.status_code == 422
    assert "sent by a program" in html
    assert "spam.example" not in html
    assert not comment.reports.exists()


def test_very_many_reports_are_refused_with_their_words_kept(client, article, monkeypatch):
    monkeypatch.setattr("comments.reporting.MOST_IN_TEN_MINUTES", 1)
    send(client, make_comment(article, status="approved"))
    response = send(client, make_comment(article, status="approved"), details="My street")
    assert response.status_code == 422
    assert "Please wait ten minutes" in response.content.decode()
    assert "My street" in response.content.decode()


def test_a_report_from_another_site_is_refused(client, comment):
    assert send(client, comment, headers={"Origin": "https://evil.example"}).status_code == 403
    assert not comment.reports.exists()


@pytest.mark.parametrize("status", ["pending", "rejected", "spam", "removed"])
def test_what_readers_do_not_see_cannot_be_reported(client, article, status):
    comment = make_comment(article, status=status)
    assert client.get(address(comment)).status_code == 404
    assert send(client, comment).status_code == 404


def test_a_number_beyond_any_database_is_not_found(client, article):
    path = f"/articles/{article.slug}/comments/{10**30}/report/"
    assert client.get(path).status_code == 404


def test_a_report_tells_nothing_to_the_public_page(client, comment):
    before = client.get(comment.article.get_absolute_url()).content
    send(client, comment)
    assert client.get(comment.article.get_absolute_url()).content == before


def test_a_comment_without_a_name_can_be_reported(client, comment):
    erasing.erase(comment.commenter, with_text=False)
    assert "Name removed" in client.get(address(comment)).content.decode()
