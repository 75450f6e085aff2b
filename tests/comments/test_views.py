import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from comments import held, moderation
from comments.models import Comment, Policy
from tests.factories import make_comment, make_page, publish_article

from .planting import plant_flat

pytestmark = pytest.mark.django_db
FILLED = {"text": "What a day.", "name": "Ana", "email": "ana@mail.example"}
OWN = {"Sec-Fetch-Site": "same-origin"}
EMPTY = "No comments yet. Why don’t you start the discussion?"


@pytest.fixture(autouse=True)
def _pages(db):
    make_page(slug="comment-rules")
    make_page(slug="privacy")


def send(client, article, *, headers=OWN, **fields):
    address = reverse("comments:post", args=[article.slug])
    return client.post(address, FILLED | fields, headers=headers)


def page(client, article, query=""):
    return client.get(article.get_absolute_url() + query).content.decode()


def test_the_page_invites_the_first_comment(client, article):
    html = page(client, article)
    assert EMPTY in html
    assert "Your email address will not be published." in html
    assert html.index("Leave a Reply") > html.index(EMPTY)


def test_the_form_links_to_the_rules_and_to_what_is_kept(client, article):
    html = page(client, article)
    assert "/pages/comment-rules/" in html
    assert "/pages/privacy/" in html


def test_a_comment_leads_back_to_the_article_where_only_its_author_sees_it(client, article):
    response = send(client, article)
    assert response.status_code == 303
    assert response.url.startswith(f"{article.get_absolute_url()}?held=")
    assert "awaiting moderation" in client.get(response.url).content.decode()
    assert "What a day." in client.get(response.url).content.decode()
    assert "What a day." not in page(Client(), article)
    assert EMPTY in page(Client(), article)


def test_nobody_gets_a_cookie(client, article):
    response = send(client, article)
    client.get(response.url)
    assert not client.cookies
    assert "Cookie" not in client.get(response.url).get("Vary", "")


def test_the_page_of_a_held_comment_is_not_kept_and_not_found(client, article):
    response = client.get(send(client, article).url)
    assert "no-store" in response["Cache-Control"]
    assert "noindex" in response["X-Robots-Tag"]


def test_the_author_is_told_of_the_decision(client, article, moderator):
    address = send(client, article).url
    comment = Comment.objects.get()
    moderation.approve(comment, moderator=moderator)
    assert "Your comment is public" in client.get(address).content.decode()
    moderation.reject(comment, moderator=moderator)
    html = client.get(address).content.decode()
    assert "is not shown" in html
    assert "What a day." not in html


def test_an_approved_comment_shows_to_everybody(client, article, moderator):
    make_comment(article, status=Comment.Status.APPROVED, text="Well said.")
    html = page(client, article)
    assert "Well said." in html
    assert EMPTY not in html


@pytest.mark.parametrize("field", FILLED)
def test_a_refused_form_keeps_what_was_typed(client, article, field):
    response = send(client, article, **{field: ""})
    html = response.content.decode()
    assert response.status_code == 422
    assert "invalid-feedback" in html
    assert all(value in html for name, value in FILLED.items() if name != field)


def test_a_refused_repeat_says_so_and_keeps_the_text(client, article):
    Policy.objects.create(article=article, mode="closed")
    response = send(client, article)
    html = response.content.decode()
    assert response.status_code == 422
    assert "are closed" in html
    assert "What a day." in html


def test_a_filled_honeypot_is_refused_and_comes_back_empty(client, article):
    response = send(client, article, website="http://spam.example")
    html = response.content.decode()
    assert response.status_code == 422
    assert "http://spam.example" not in html


def test_posting_twice_makes_one_comment(client, article):
    first, second = send(client, article), send(client, article)
    assert first.status_code == second.status_code == 303
    assert Comment.objects.count() == 1


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site", "Origin": "http://testserver"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
    ],
)
def test_a_post_from_another_site_is_refused(client, article, headers):
    assert send(client, article, headers=headers).status_code == 403
    assert Comment.objects.count() == 0


def test_a_post_from_the_site_s_own_address_is_taken(client, article, settings):
    settings.SITE_URL = "https://paper.example"
    for origin in ("https://paper.example", "http://testserver"):
        response = send(client, article, headers={"Origin": origin}, text=f"From {origin}")
        assert response.status_code == 303


def test_a_post_that_does_not_say_where_it_is_from_is_held(client, article):
    Policy.objects.create(mode="none-held")
    assert send(client, article, headers={}).status_code == 303
    assert Comment.objects.get().status == Comment.Status.PENDING


def test_the_endpoint_needs_no_token_and_reads_no_session(article):
    client = Client(enforce_csrf_checks=True)
    client.cookies["sessionid"] = "x" * 32
    response = send(client, article)
    assert response.status_code == 303
    assert "Cookie" not in response.get("Vary", "")


def test_the_address_to_post_to_leads_to_the_article(client, article):
    response = client.get(reverse("comments:post", args=[article.slug]))
    assert (response.status_code, response.url) == (302, article.get_absolute_url())


@pytest.mark.parametrize("name", ["post", "detail", "reply"])
def test_an_article_that_readers_do_not_see_has_no_comments(client, name):
    args = ["nothing-here"] if name == "post" else ["nothing-here", 1]
    assert client.get(reverse(f"comments:{name}", args=args)).status_code == 404


def test_a_comment_s_own_address_leads_to_its_place(client, article):
    comment = make_comment(article, status=Comment.Status.APPROVED)
    response = client.get(comment.get_absolute_url())
    expected = f"{article.get_absolute_url()}#comment-{comment.pk}"
    assert (response.status_code, response.url) == (303, expected)


def test_a_comment_on_a_later_page_is_found_there(client, article, monkeypatch):
    monkeypatch.setattr("comments.reading.A_PAGE", 1)
    make_comment(article, status=Comment.Status.APPROVED)
    comment = make_comment(article, status=Comment.Status.APPROVED)
    response = client.get(comment.get_absolute_url(), follow=True)
    assert f'id="comment-{comment.pk}"' in response.content.decode()
    assert "First comments" in response.content.decode()


def test_a_long_thread_has_a_link_to_more(client, article, monkeypatch):
    monkeypatch.setattr("comments.reading.A_PAGE", 1)
    first, second = (make_comment(article, status=Comment.Status.APPROVED) for _ in range(2))
    html = page(client, article)
    assert f"?after={first.path}#comments" in html
    assert f'id="comment-{second.pk}"' not in html


@pytest.mark.parametrize("after", ["x", "000001" * 9, "'", "ffffff", "000001g"])
def test_any_place_to_begin_is_answered(client, article, after):
    assert client.get(article.get_absolute_url(), {"after": after}).status_code == 200


def test_beyond_the_last_comment_there_are_no_more(client, article):
    assert "There are no more comments." in page(client, article, "?after=ffffff")


def test_what_waits_has_no_address(client, article):
    comment = make_comment(article)
    assert client.get(comment.get_absolute_url()).status_code == 404
    assert client.get(comment.get_absolute_url() + "reply/").status_code == 404


def test_a_reply_is_posted_from_a_page_of_its_own(client, article):
    comment = make_comment(article, status=Comment.Status.APPROVED, text="Well said.")
    html = client.get(comment.get_absolute_url() + "reply/").content.decode()
    assert "Well said." in html
    assert "You reply to" not in html
    assert f'name="parent" value="{comment.pk}"' in html
    assert send(client, article, parent=comment.pk).status_code == 303
    assert Comment.objects.latest("pk").parent == comment


def test_only_where_everything_is_held_the_form_says_so(client, article):
    words = "A moderator reads each comment before it shows."
    assert words in page(client, article)
    Policy.objects.create(mode="none-held")
    assert words not in page(client, article)


def test_a_refused_reply_stays_a_reply(client, article):
    comment = make_comment(article, status=Comment.Status.APPROVED)
    html = send(client, article, parent=comment.pk, text="").content.decode()
    assert f'name="parent" value="{comment.pk}"' in html
    assert (
        f'You reply to <a href="{comment.get_absolute_url()}"><bdi>{comment.name}</bdi></a>' in html
    )


def test_a_reply_to_nonsense_is_refused_without_a_fault(client, article):
    for nonsense in ("x", "-1", "9" * 30, "999", "1.5"):
        response = send(client, article, parent=nonsense)
        assert response.status_code == 422
        assert "no longer there" in response.content.decode()


def test_a_refused_reply_with_an_odd_number_is_no_fault(client, article):
    assert send(client, article, parent="1.0", text="").status_code == 422


def test_a_closed_article_shows_its_comments_but_no_form(client, article):
    make_comment(article, status=Comment.Status.APPROVED, text="Well said.")
    Policy.objects.create(article=article, mode="closed")
    html = page(client, article)
    assert "Well said." in html
    assert "Comments are closed." in html
    assert "data-comment-form" not in html


def test_a_comment_of_another_article_is_not_shown_by_its_token(client, article):
    token = held.sign(make_comment(text="Elsewhere."))
    assert "Elsewhere." not in page(client, article, f"?held={token}")


def test_neither_email_nor_waiting_text_is_in_any_public_byte(client, article, moderator):
    make_comment(article, text="Waiting words.", email="secret@mail.example", name="Waiter")
    shown = make_comment(article, status=Comment.Status.APPROVED, email="shown@mail.example")
    addresses = [
        article.get_absolute_url(),
        reverse("comments:reply", args=[article.slug, shown.pk]),
        "/",
        "/articles/",
    ]
    everything = "".join(client.get(address).content.decode() for address in addresses)
    assert shown.name in everything
    for secret in ("Waiting words.", "secret@mail", "shown@mail", "Waiter"):
        assert secret not in everything


def test_the_article_page_costs_the_same_whatever_the_number_of_comments(client, article):
    costs = set()
    for number in (0, 10, 1000):
        on = publish_article(slug=f"with-{number}")
        plant_flat(on, number)
        with CaptureQueriesContext(connection) as queries:
            assert 'id="comments"' in page(client, on)
        costs.add(len(queries))
    assert len(costs) == 1


def test_the_same_text_again_leads_to_what_is_public_by_everybody_s_address(client, article):
    Policy.objects.create(mode="none-held")
    assert "?held=" in send(client, article).url
    for email in ("ana@mail.example", "other@mail.example"):
        assert send(client, article, email=email).url == Comment.objects.get().get_absolute_url()


def test_the_network_a_comment_came_from_is_kept_as_a_hash(client, article):
    send(client, article)
    kept = Comment.objects.get().network
    assert kept
    assert "127.0.0" not in kept
