"""The pages on which readers see and change what is theirs."""

import json

import pytest
from django.core import mail
from django.urls import reverse

from comments import editing, moderation, passes, subscribing
from comments.models import Comment, Policy, Subscription
from tests.factories import make_comment

pytestmark = pytest.mark.django_db

ANA = "ana@mail.example"
MINE = "/comments/mine/"


@pytest.fixture
def comment(article) -> Comment:
    return make_comment(article, text="Well said.", name="Ana", email=ANA, is_proven=True)


@pytest.fixture
def send(client, comment):
    """Return a function that posts with Ana's pass and returns the answer and its HTML."""
    token = passes.issue(comment.commenter)

    def post(address=MINE, *args, **data):
        path = reverse(f"comments:{address}", args=args) if "/" not in address else address
        response = client.post(path, {"pass": token} | data)
        return response, b"".join(response).decode()

    return post


def test_the_first_page_asks_for_the_address(client):
    response = client.get(MINE)
    assert 'type="email"' in response.content.decode()
    assert response["Cache-Control"] == "no-store, private"
    assert response["X-Robots-Tag"] == "noindex"
    assert not response.cookies


def test_the_answer_to_an_address_is_the_same_for_known_and_unknown(client, comment):
    answers = [client.post(MINE, {"email": email}) for email in (ANA, "bo@mail.example")]
    assert answers[0].status_code == answers[1].status_code == 200
    assert answers[0].content == answers[1].content
    assert "a mail is on its way" in answers[0].content.decode()


@pytest.mark.parametrize("email", ["", "nonsense@", "a\0b@mail.example", "x" * 300 + "@m.example"])
def test_what_is_no_address_is_refused_and_stays_in_the_form(client, email):
    response = client.post(MINE, {"email": email})
    assert response.status_code == 422
    assert "invalid-feedback" in response.content.decode()
    assert mail.outbox == []


def test_the_link_shows_a_button_and_nothing_else(client, comment):
    token = passes.link(comment.commenter)
    html = client.get(f"{MINE}{token}/").content.decode()
    assert f'value="{token}"' in html
    assert not any(word in html for word in ("Well said.", ANA))
    opened = client.post(MINE, {"pass": token}).content.decode()
    assert "Well said." in opened


@pytest.mark.parametrize("token", ["x", "a:b:c", "ü", "%00", "9" * 2000])
def test_a_link_that_is_not_valid_leads_to_a_new_one(client, token):
    response = client.get(f"{MINE}{token}/")
    assert response.status_code == 403
    assert "does not work any more" in response.content.decode()
    assert client.post(MINE, {"pass": token}).status_code == 403


def test_the_page_shows_the_reader_s_comments_and_no_others(send, comment):
    make_comment(comment.article, text="Of somebody else.")
    _, html = send()
    assert "Well said." in html
    assert comment.article.slug in html
    assert ANA in html
    assert "Of somebody else." not in html


def test_where_there_are_none_the_page_says_so(send, comment):
    Comment.objects.update(commenter=make_comment().commenter)
    assert "There are no comments with this address." in send()[1]


def state(send):
    html = send()[1]
    return html.split("<strong>")[1].split("</strong>")[0]


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("pending", "Waits for a moderator"),
        ("approved", "Public"),
        ("rejected", "Not shown"),
        ("spam", "Not shown: taken for spam"),
        ("removed", "Taken down"),
    ],
)
def test_what_became_of_a_comment_is_said_in_words(send, comment, moderator, status, words):
    moderation.decide(comment, to=status, moderator=moderator)
    assert state(send) == words


def test_of_an_edit_it_is_said_whether_it_waits_or_was_not_taken(send, comment, moderator):
    moderation.approve(comment, moderator=moderator)
    editing.edit(comment, "Better said.", network="")
    assert state(send) == "Public; your edit waits for a moderator"
    comment.refresh_from_db()
    moderation.reject(comment, moderator=moderator, reason="abuse")
    assert state(send) == "Public, without your last edit"
    assert "It insults" in send()[1]


def test_a_moderator_s_reason_is_told_in_a_sentence(send, comment, moderator):
    moderation.reject(comment, moderator=moderator, reason="off-topic")
    assert "It is not about the article." in send()[1]


def is_reason_told(send):
    return "own-why" in send()[1]


def test_no_reason_is_told_while_a_comment_waits_or_is_public(send, comment, moderator):
    assert not is_reason_told(send)
    moderation.approve(comment, moderator=moderator)
    assert not is_reason_told(send)
    moderation.decide(comment, to="pending", moderator=moderator)
    assert not is_reason_told(send)


def test_of_spam_no_reason_is_told(send, comment, moderator):
    moderation.mark_spam(comment, moderator=moderator)
    assert not is_reason_told(send)


def test_no_reason_is_told_for_what_no_moderator_did(send, comment, moderator):
    moderation.decide_by_check(comment, to="removed", check_name="disowned")
    assert not is_reason_told(send)
    editing.delete(comment)
    assert not is_reason_told(send)


def test_featuring_or_not_is_no_reason(send, comment, moderator):
    moderation.act([comment.pk], verb="feature", moderator=moderator)
    editing.edit(comment, "Better said.", network="")
    moderation.act([comment.pk], verb="reject", moderator=moderator, reason="abuse")
    moderation.act([comment.pk], verb="unfeature", moderator=moderator)
    assert "It insults" in send()[1]


def test_an_article_that_is_gone_has_no_link(send, comment):
    comment.article.editions.update(status="superseded")
    html = send()[1]
    assert "An article that is no longer here" in html
    assert "/edit/" not in html


def test_older_comments_are_on_a_page_of_their_own(send, comment, monkeypatch):
    monkeypatch.setattr("comments.listing.A_PAGE", 1)
    newer = make_comment(comment.article, email=ANA, text="Said later.")
    html = send()[1]
    assert "Said later." in html
    assert "Well said." not in html
    html = send(after=str(newer.pk))[1]
    assert "Well said." in html
    assert "Said later." not in html
    assert "There are no more comments." in send(after=str(comment.pk))[1]


@pytest.mark.parametrize("after", ["x", "-1", "9" * 30, "٣", ""])
def test_any_place_to_begin_is_answered(send, after):
    response, html = send(after=after)
    assert response.status_code == 200
    assert "Well said." in html


@pytest.mark.parametrize("count", [0, 10])
def test_the_page_costs_the_same_whatever_the_number_of_comments(
    send, comment, count, django_assert_max_num_queries
):
    Policy.objects.create(seconds_between=0, most_in_ten_minutes=0)
    for _ in range(count):
        make_comment(email=ANA, is_proven=True)
    with django_assert_max_num_queries(10):
        html = send()[1]
    assert html.count("It can be edited until") == count + 1


def test_editing_starts_with_the_text_as_it_is(send, comment):
    assert "Well said.</textarea>" in send("mine-edit", comment.pk)[1]


def test_a_new_text_is_kept_and_the_page_says_so(send, comment):
    _, html = send("mine-edit", comment.pk, text="Better said.")
    assert "Your new text is saved." in html
    assert comment.revisions.last().text == "Better said."


def test_a_text_that_is_too_short_comes_back(send, comment):
    response, html = send("mine-edit", comment.pk, text="x")
    assert response.status_code == 422
    assert "at least 2 characters" in html


def test_a_text_that_comes_too_late_can_be_copied(send, comment):
    Policy.objects.create(edit_minutes=0)
    response, html = send("mine-edit", comment.pk, text="Better said.")
    assert response.status_code == 422
    assert "Better said." in html
    assert comment.revisions.count() == 1


def test_deleting_asks_first(send, comment):
    assert "Delete your comment?" in send("mine-delete", comment.pk)[1]
    comment.refresh_from_db()
    assert comment.deleted_at is None
    assert "Your comment is deleted." in send("mine-delete", comment.pk, confirm="yes")[1]
    assert state(send) == "Deleted by you"


def test_mail_about_replies_is_turned_on_and_off(send, comment):
    html = send("mine-tell", comment.pk, wanted="yes")[1]
    assert "You will get mail" in html
    assert "No more mail about replies" in html
    html = send("mine-tell", comment.pk, wanted="no")[1]
    assert "no more mail" in html
    assert "Mail me replies" in html
    assert Subscription.objects.get().ended_at


def test_who_did_not_prove_a_comment_is_not_offered_mail_about_replies(send, comment):
    Comment.objects.update(proven_at=None)
    html = send()[1]
    assert "Mail me replies" not in html
    subscribing.tell(comment, wanted=True)
    assert "No more mail about replies" in send()[1]


def test_everything_can_be_downloaded(send, comment):
    response, text = send("mine-data")
    assert json.loads(text)["email"] == ANA
    assert response["Content-Disposition"] == 'attachment; filename="my-comments.json"'
    assert response["Content-Type"] == "application/json"
    assert response["Cache-Control"] == "no-store, private"


@pytest.mark.parametrize(("data", "text"), [({}, "Well said."), ({"text": "yes"}, "[removed")])
def test_erasing_asks_first_and_is_done_without_anybody_s_help(send, comment, data, text):
    assert "Erase the texts, too" in send("mine-erase")[1]
    comment.refresh_from_db()
    assert comment.name == "Ana"
    assert "It is erased" in send("mine-erase", confirm="yes", **data)[1]
    comment.refresh_from_db()
    assert (comment.name, comment.commenter.email) == ("", "")
    assert comment.revisions.get().text.startswith(text)
    assert send()[0].status_code == 403


OWN = ["mine-edit", "mine-delete", "mine-tell"]


@pytest.mark.parametrize("name", OWN)
@pytest.mark.parametrize("pk", [0, 10**30])
def test_a_comment_that_is_not_the_reader_s_is_not_found(send, name, pk):
    other = make_comment()
    response, _ = send(name, pk or other.pk, text="Mine now.", confirm="yes", wanted="yes")
    assert response.status_code == 404
    other.refresh_from_db()
    assert (other.deleted_at, other.revisions.count()) == (None, 1)


@pytest.mark.parametrize("name", [*OWN, "mine-data", "mine-erase"])
def test_a_look_changes_nothing_and_leads_to_the_first_page(client, comment, name):
    response = client.get(reverse(f"comments:{name}", args=[comment.pk] if name in OWN else []))
    assert (response.status_code, response.url) == (302, MINE)


@pytest.mark.parametrize("name", ["mine", *OWN, "mine-data", "mine-erase"])
def test_nothing_is_taken_from_another_site(client, comment, name):
    address = reverse(f"comments:{name}", args=[comment.pk] if name in OWN else [])
    for data in ({"email": ANA}, {"pass": passes.issue(comment.commenter), "confirm": "yes"}):
        response = client.post(address, data, headers={"Origin": "https://evil.example"})
        assert response.status_code == (403)
    comment.refresh_from_db()
    assert (comment.deleted_at, comment.name) == (None, "Ana")


def test_nothing_is_done_without_a_token(client, comment):
    response = client.post(reverse("comments:mine-erase"), {"confirm": "yes"})
    assert response.status_code == 403
    comment.refresh_from_db()
    assert comment.name == "Ana"
