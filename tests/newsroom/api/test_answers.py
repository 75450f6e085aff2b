"""How the API answers, whatever is asked: methods, tags, origins, and what is wrong."""

import pytest

from tests.factories import make_meeting, publish_article

pytestmark = pytest.mark.django_db

ADDRESS = "/api/v1/articles"
METHODS = "GET, HEAD, OPTIONS"


def test_the_same_content_is_not_sent_twice(client, article):
    tag = client.get(ADDRESS)["ETag"]
    response = client.get(ADDRESS, headers={"If-None-Match": tag})
    assert (response.status_code, response.content, response["ETag"]) == (304, b"", tag)
    publish_article()
    assert client.get(ADDRESS, headers={"If-None-Match": tag}).status_code == 200


def test_the_tag_is_a_strong_one(client, article):
    assert client.get(ADDRESS)["ETag"].startswith('"')


def test_pages_of_any_origin_may_read_it_without_a_cookie(client, article):
    response = client.get(ADDRESS, headers={"Origin": "https://elsewhere.example"})
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert not response.cookies
    assert not response.has_header("Vary")


def test_the_staff_sees_what_readers_see(administrator_client):
    make_meeting(slug="secret", is_public=False)
    response = administrator_client.get("/api/v1/meetings/secret")
    assert response.status_code == 404
    assert administrator_client.get("/api/v1/meetings").json()["items"] == []


def test_head_answers_as_get_without_the_content(client, article):
    response = client.head(ADDRESS)
    assert response["ETag"] == client.get(ADDRESS)["ETag"]
    assert response.content == b""


def test_a_browser_may_ask_first_what_is_allowed(client):
    response = client.options(ADDRESS)
    assert (response.status_code, response["Allow"]) == (204, METHODS)
    assert response["Access-Control-Allow-Methods"] == METHODS


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"])
def test_nothing_but_reading_is_allowed(client, method):
    response = client.generic(method, ADDRESS)
    assert (response.status_code, response["Allow"]) == (405, METHODS)
    assert response["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("path", ["nothing", "articles/", "articles/none", "comments/7", "%00"])
def test_what_is_not_there_is_said_in_json(client, path):
    response = client.get(f"/api/v1/{path}")
    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["title"] == "Not Found"


@pytest.mark.parametrize(
    "wrong",
    [
        {"limit": "0"},
        {"limit": "101"},
        {"limit": "9" * 30},
        {"limit": "x"},
        {"section": "\0"},
        {"section": "a b"},
        {"topic": "x" * 121},
        {"language": "?"},
        {"after": "1" * 101},
    ],
)
def test_a_wrong_parameter_is_named(client, wrong):
    response = client.get(ADDRESS, wrong)
    assert response.status_code == 422
    assert [one["parameter"] for one in response.json()["errors"]] == [*wrong]


@pytest.mark.parametrize("path", ["articles", "meetings", "people", "comments"])
@pytest.mark.parametrize(
    "after", ["", "x", "\0", "-1", "9" * 19, "9" * 18 + "-1", "2019-99-99-0-1"]
)
def test_a_cursor_that_no_page_gives_is_not_found(client, path, after):
    response = client.get(f"/api/v1/{path}", {"after": after})
    assert response.status_code == 404
    assert "next" in response.json()["detail"]


@pytest.mark.parametrize(
    "query", ["?limit=1&limit=2", "?section=%ff", "?after=%ed%a0%80", "?x=%00"]
)
def test_odd_addresses_are_answered(client, article, query):
    assert client.get(f"{ADDRESS}{query}").status_code in {200, 404, 422}


def test_the_next_page_is_named_with_what_was_asked(client):
    for _ in range(2):
        publish_article(language="es")
    response = client.get(ADDRESS, {"language": "es", "limit": "1", "unknown": "x"})
    address = response.json()["next"]
    assert response["Link"] == f'<{address}>; rel="next"'
    assert address.startswith("http://testserver/api/v1/articles?")
    assert "language=es" in address
    assert "unknown" not in address


def test_the_last_page_names_no_next_one(client, article):
    response = client.get(ADDRESS)
    assert response.json()["next"] is None
    assert not response.has_header("Link")


def test_the_description_names_the_site(client, settings):
    settings.SITE_URL = "https://paper.example"
    description = client.get("/api/v1/openapi.json").json()
    assert description["openapi"].startswith("3.1")
    assert description["servers"] == [{"url": "https://paper.example"}]
