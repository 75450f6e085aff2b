from xml.etree import ElementTree as ET

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles import publishing
from comments import moderation
from comments.models import Comment
from tests.factories import make_comment, publish_article, publish_next

from .planting import plant_flat

pytestmark = pytest.mark.django_db
APPROVED = Comment.Status.APPROVED
ALL = "/comments/feed/"
ATOM = "{http://www.w3.org/2005/Atom}"
THREAD = "{http://purl.org/syndication/thread/1.0}"


def of(article):
    return reverse("comments:article-feed", args=[article.slug])


def entries(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return ET.fromstring(response.content).findall(f"{ATOM}entry")  # noqa: S314 - our own.


def texts(client, address):
    return [entry.find(f"{ATOM}content").text for entry in entries(client, address)]


def test_a_feed_holds_the_public_comments_newest_first(client, article):
    for status in Comment.Status:
        make_comment(article, status=status, text=status)
    make_comment(article, status=APPROVED, text="newer")
    assert texts(client, of(article)) == ["<p>newer</p>", "<p>approved</p>"]


def test_an_entry_says_who_where_when_and_what(client, article):
    comment = make_comment(article, status=APPROVED, name="Ana & Bo", text="Well said.")
    (entry,) = entries(client, of(article))
    assert entry.find(f"{ATOM}id").text == comment.uid.urn
    assert entry.find(f"{ATOM}title").text == f"Ana & Bo on {article.editions.get().headline}"
    assert entry.find(f"{ATOM}author/{ATOM}name").text == "Ana & Bo"
    assert entry.find(f"{ATOM}link").get("href") == f"http://testserver{comment.get_absolute_url()}"
    assert entry.find(f"{ATOM}published").text[:19] == comment.created_at.isoformat()[:19]


def test_a_reply_names_what_it_answers_while_that_is_public(client, article, moderator):
    parent = make_comment(article, status=APPROVED)
    make_comment(article, status=APPROVED, parent=parent.pk)
    answered = entries(client, of(article))[0].find(f"{THREAD}in-reply-to")
    assert answered.get("ref") == parent.uid.urn
    assert answered.get("href") == f"http://testserver{parent.get_absolute_url()}"
    moderation.remove(parent, moderator=moderator)
    assert entries(client, of(article))[0].find(f"{THREAD}in-reply-to") is None


def test_an_edited_comment_is_updated_and_an_erased_name_is_removed(client, article):
    comment = make_comment(article, status=APPROVED)
    edited_at = comment.created_at.replace(year=2031)
    Comment.objects.filter(pk=comment.pk).update(name="", edited_at=edited_at)
    (entry,) = entries(client, of(article))
    assert entry.find(f"{ATOM}updated").text.startswith("2031")
    assert entry.find(f"{ATOM}author/{ATOM}name").text == "Name removed"


def test_characters_that_xml_cannot_hold_are_left_out(client, article):
    odd = "a\x0bb\x1bc\ufffed\U0001f600"
    make_comment(article, status=APPROVED, name=odd, text=odd)
    assert texts(client, of(article)) == ["<p>abcd\U0001f600</p>"]


def test_the_feed_of_all_comments_holds_those_of_live_articles(client, article):
    make_comment(article, status=APPROVED, text="Here.")
    publish_next(article, headline="Newer")
    other = publish_article()
    make_comment(other, status=APPROVED, text="There.")
    assert texts(client, ALL) == ["<p>There.</p>", "<p>Here.</p>"]
    assert entries(client, ALL)[1].find(f"{ATOM}title").text.endswith(" on Newer")
    publishing.withdraw(other, by=None, reason="legal", note="Gone.")
    assert texts(client, ALL) == ["<p>Here.</p>"]
    assert client.get(of(other)).status_code == 404


def test_a_feed_holds_fifty_comments_and_costs_the_same_for_any_number(client, article):
    costs = set()
    for number in (10, 1000):
        on = publish_article(slug=f"with-{number}")
        plant_flat(on, number)
        with CaptureQueriesContext(connection) as queries:
            assert len(entries(client, of(on))) == min(number, 50)
        costs.add(len(queries))
    assert len(costs) == 1


@pytest.mark.parametrize("address", [of, lambda article: ALL], ids=["article", "all"])
def test_an_empty_feed_says_always_the_same(client, article, address):
    response = client.get(address(article))
    assert b"<updated>1970-01-01T00:00:00+00:00</updated>" in response.content
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"


def test_who_has_the_newest_feed_gets_no_bytes_until_a_comment_changes(client, article, moderator):
    comment = make_comment(article, status=APPROVED)
    tag = client.get(of(article))["ETag"]
    assert client.get(of(article), headers={"If-None-Match": tag}).status_code == 304
    moderation.remove(comment, moderator=moderator)
    response = client.get(of(article), headers={"If-None-Match": tag})
    assert (response.status_code, response["ETag"] == tag) == (200, False)


def test_a_feed_sets_no_cookie_and_holds_no_address(client, article):
    make_comment(article, status=APPROVED, email="secret@mail.example")
    for address in (ALL, of(article)):
        response = client.get(address)
        assert b"secret@mail" not in response.content
        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")


def test_a_feed_is_read_only(client):
    assert client.post(ALL).status_code == 405
