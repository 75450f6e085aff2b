"""Who has a page already is told so in a few bytes (RFC 9110, 13)."""

import pytest

from masthead.models import Publication
from tests.factories import make_comment, make_meeting

pytestmark = pytest.mark.django_db


def etag_of(client, address: str) -> str:
    return str(client.get(address).headers["ETag"])


@pytest.mark.parametrize("address", ["/", "/articles/", "/meetings/", "/people/", "/robots.txt"])
def test_who_has_a_page_already_gets_no_second_one(client, address):
    again = client.get(address, headers={"If-None-Match": etag_of(client, address)})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("tag", ["W/{}", '"other", {}', "*"])
def test_a_tag_counts_however_it_is_sent(client, tag):
    sent = tag.format(etag_of(client, "/"))
    assert client.get("/", headers={"If-None-Match": sent}).status_code == 304


def test_a_page_that_changed_is_sent_with_another_tag(client):
    before = etag_of(client, "/")
    Publication.objects.create(name="The Gazette")
    again = client.get("/", headers={"If-None-Match": before})
    assert again.status_code == 200
    assert again.headers["ETag"] != before


def test_an_article_changes_with_its_comments(client, article):
    address = article.get_absolute_url()
    before = etag_of(client, address)
    make_comment(article, status="approved")
    assert client.get(address, headers={"If-None-Match": before}).status_code == 200


def test_what_went_with_the_page_goes_with_the_word_that_it_is_the_same(client):
    whole = client.get("/")
    again = client.get("/", headers={"If-None-Match": whole.headers["ETag"]})
    kept = ("Content-Security-Policy", "Permissions-Policy", "ETag", "X-Content-Type-Options")
    assert [again.headers[name] for name in kept] == [whole.headers[name] for name in kept]


def test_who_asks_for_the_head_gets_the_tag_of_the_page(client):
    tag = etag_of(client, "/")
    assert client.head("/").headers["ETag"] == tag
    assert client.head("/", headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize("name", ["If-Modified-Since", "If-Unmodified-Since", "If-Match"])
def test_a_date_is_no_tag(client, name):
    sent = {name: "Wed, 21 Oct 2026 07:28:00 GMT"}
    assert client.get("/", headers=sent).status_code == 200


@pytest.mark.parametrize("tag", ["", "x", '"', "\x80", '"' * 400, "W/", ","])
def test_a_tag_of_nobody_s_brings_the_page(client, tag):
    assert client.get("/", headers={"If-None-Match": tag}).status_code == 200


def test_what_is_not_there_has_no_tag(client):
    missing = client.get("/articles/nothing/")
    assert (missing.status_code, "ETag" in missing.headers) == (404, False)


@pytest.mark.parametrize("address", ["{article}?held=x", "/admin/login/", "/healthz"])
def test_what_nobody_may_keep_has_no_tag(client, article, address):
    response = client.get(address.format(article=article.get_absolute_url()))
    assert "no-store" in response.headers["Cache-Control"]
    assert "ETag" not in response.headers


def test_what_the_staff_sees_has_no_tag(editor_client):
    address = make_meeting(is_public=False).get_absolute_url()
    response = editor_client.get(address)
    assert (response.status_code, "ETag" in response.headers) == (200, False)


def test_a_tag_that_a_page_chose_itself_stays(client):
    response = client.get("/comments/feed/")
    again = client.get("/comments/feed/", headers={"If-None-Match": response.headers["ETag"]})
    assert (response.headers["ETag"], again.status_code) == ('"0-0"', 304)


def test_a_file_that_is_sent_in_pieces_is_not_read_for_a_tag(client):
    assert client.get("/meetings.csv").streaming
    tag = etag_of(client, "/meetings.csv")
    assert client.get("/meetings.csv", headers={"If-None-Match": tag}).status_code == 304
