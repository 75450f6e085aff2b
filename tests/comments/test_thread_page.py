"""What an article's page shows of its comments: their number, order, features and links."""

import re

import pytest

from comments import held, linked_data, moderation
from comments.models import Comment, Policy
from tests import schema_org
from tests.factories import make_comment, make_page, publish_article

from .planting import plant, plant_flat

pytestmark = pytest.mark.django_db
APPROVED = Comment.Status.APPROVED
HOSTILE = [
    "x",
    "%27",
    "%00",
    "000001" * 9,
    "9" * 400,
    "%E2%80%AE",
    "000001g",
    "ffffff",
    "%ED%A0%80",
]


@pytest.fixture(autouse=True)
def _pages(db):
    make_page(slug="comment-rules")
    make_page(slug="privacy")


def page(client, article, **parameters):
    return client.get(article.get_absolute_url(), parameters).content.decode()


def described(html):
    assert schema_org.faults(html) == []
    return schema_org.of_type(html, "NewsArticle")


def test_the_number_of_comments_is_their_heading_and_leads_there_from_the_top(client, article):
    plant_flat(article, 12)
    html = page(client, article)
    assert '<a href="#comments">12 comments</a>' in html
    assert re.search(r'id="comments-heading">\s*12 comments\s*</h2>', html)


def test_without_comments_the_top_of_the_story_leads_to_the_form(client, article):
    assert '<a href="#respond">Leave a reply</a>' in page(client, article)


def test_where_comments_are_closed_nothing_leads_to_a_form(client, article):
    Policy.objects.create(article=article, mode="closed")
    html = page(client, article)
    assert "Leave a reply" not in html
    assert "Why don’t you start the discussion?" not in html
    plant_flat(article, 1)
    assert ">Reply<" not in page(client, article)


def test_the_newest_threads_can_be_read_first(client, article):
    old, new = plant_flat(article, 2)
    html = page(client, article, order="newest")
    assert html.index(f'id="comment-{new.pk}"') < html.index(f'id="comment-{old.pk}"')
    assert 'href="?' not in html
    assert f'<link rel="canonical" href="http://testserver{article.get_absolute_url()}">' in html


@pytest.mark.parametrize(("order", "query"), [("oldest", ""), ("newest", "order=newest&amp;")])
def test_the_next_page_keeps_the_order(client, article, order, query):
    plant_flat(article, 51)
    html = page(client, article, order=order)
    last = "000032" if order == "oldest" else "000002"
    assert f"?{query}after={last}#comments" in html
    following = page(client, article, order=order, after=last)
    assert following.count('class="comment" id=') == 1
    assert "First comments" in following


@pytest.mark.parametrize("value", HOSTILE)
def test_any_place_and_any_order_are_answered(client, article, value):
    plant_flat(article, 2)
    for query in (f"after={value}", f"order={value}", f"after={value}&order=newest"):
        assert client.get(f"{article.get_absolute_url()}?{query}").status_code == 200


def test_the_order_is_offered_where_there_is_one(client, article):
    plant_flat(article, 1)
    assert "?order=newest" not in page(client, article)


def test_featured_comments_stand_first_and_in_their_place(client, article, moderator):
    comments = plant_flat(article, 60)
    moderation.act([comments[55].pk], verb="feature", moderator=moderator)
    html = page(client, article)
    assert "Featured comments" in html
    assert f'href="{article.get_absolute_url()}comments/{comments[55].pk}/"' in html
    assert f'id="comment-{comments[55].pk}"' not in html
    later = page(client, article, after="000032")
    assert "Featured comments" not in later
    assert f'id="comment-{comments[55].pk}"' in later


def test_machines_are_told_of_the_comments_of_the_first_page(client, article):
    root, reply = plant(article, {"000001": APPROVED, "000001000001": APPROVED})
    found = described(page(client, article))
    assert found["commentCount"] == 2
    first, second = found["comment"]
    assert first["url"] == f"http://testserver{root.get_absolute_url()}"
    assert first["author"] == {"@type": "Person", "name": "000001"}
    assert second["parentItem"]["@id"] == first["@id"]
    assert second["@id"] != first["@id"]
    assert reply.get_absolute_url() in second["url"]


def test_machines_are_told_of_the_first_comments_and_of_how_many_there_are(client, article):
    plant_flat(article, linked_data.MOST + 5)
    found = described(page(client, article))
    names = [comment["author"]["name"] for comment in found["comment"]]
    assert names == [f"{number:06x}" for number in range(1, linked_data.MOST + 1)]
    assert found["commentCount"] == linked_data.MOST + 5


def test_machines_are_told_when_a_comment_was_edited(client, article):
    (comment,) = plant_flat(article, 1)
    edited_at = comment.created_at.replace(year=2031)
    Comment.objects.filter(pk=comment.pk).update(edited_at=edited_at)
    assert described(page(client, article))["comment"][0]["dateModified"].startswith("2031")


def test_machines_are_told_only_the_number_where_there_is_no_comment(client, article):
    found = described(page(client, article))
    assert (found["commentCount"], "comment" in found) == (0, False)


def test_no_comment_ends_the_script_element_that_tells_of_it(client, article):
    text = "</script><!--<script>&\u2028!"
    make_comment(article, status=APPROVED, text=text, name="</script>")
    (comment,) = described(page(client, article))["comment"]
    assert comment["text"] == text
    assert comment["author"]["name"] == "</script>"


def test_an_article_names_the_feed_of_its_comments(client, article):
    assert f'href="{article.get_absolute_url()}comments/feed/"' in page(client, article)


def test_a_preview_shows_nothing_of_comments(editor_client, article):
    plant_flat(article, 1)
    edition = article.editions.get()
    edition.status = "superseded"
    edition.save(update_fields=["status"])
    html = editor_client.get(f"{article.get_absolute_url()}?edition={edition.pk}").content.decode()
    assert "Preview" in html
    assert all(word not in html for word in ("respond", "1 comment", "comments/feed/"))


@pytest.mark.usefixtures("moderator")
def test_a_moderator_changes_no_byte_of_what_anybody_else_gets(
    client, article, reporter_client, moderator_client
):
    plant_flat(article, 3)
    address = article.get_absolute_url()
    before = client.get(address)
    own = moderator_client.get(address)
    assert b"/desk/comments/act/" in own.content
    assert b"/desk/comments/act/" not in before.content
    assert client.get(address).content == before.content
    assert client.get(address).headers == before.headers
    assert reporter_client.get(address).content == before.content


def test_a_moderator_s_page_is_kept_by_nobody(client, article, moderator_client):
    plant_flat(article, 1)
    response = moderator_client.get(article.get_absolute_url())
    assert response["Cache-Control"] == "no-store, private"
    assert client.get(article.get_absolute_url())["Cache-Control"] == "no-cache"


def test_a_reply_that_waits_says_whom_it_answers_while_that_is_public(client, article, moderator):
    parent = make_comment(article, status=APPROVED, name="Bo")
    token = held.sign(make_comment(article, parent=parent.pk))
    assert "in reply to <bdi>Bo</bdi>" in page(client, article, held=token)
    moderation.remove(parent, moderator=moderator)
    assert "Bo</bdi>" not in page(client, article, held=token)


def test_a_comment_that_became_public_has_one_place_in_the_page(client, article):
    comment = make_comment(article, status=APPROVED)
    html = page(client, article, held=held.sign(comment))
    assert "Your comment is public" in html
    assert html.count(f'id="comment-{comment.pk}"') == 1


def test_an_act_in_the_page_leads_back_to_its_comment(article, moderator_client):
    (comment,) = plant_flat(article, 1)
    html = page(moderator_client, article, order="newest")
    back = f"{article.get_absolute_url()}?order=newest#comment-{comment.pk}"
    assert f'name="next" value="{back}"' in html


def test_the_comments_of_two_articles_are_apart(client, article):
    other = publish_article()
    plant_flat(other, 2)
    assert '<a href="#respond">Leave a reply</a>' in page(client, article)
