"""What is shown where a page cannot be."""

import pytest
from django.core.exceptions import PermissionDenied
from django.template.loader import render_to_string
from django.test import Client
from django.views import defaults

from masthead.models import Publication


def test_a_missing_page_says_so_and_where_to_go_on(client, db):
    response = client.get("/nothing/")
    assert response.status_code == 404
    assert "There is no page at this address" in response.text
    for address in ("/", "/articles/", "/meetings/"):
        assert f'<a href="{address}">' in response.text


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/articles/the-regional-compact/", "the regional compact"),
        ("/%22onfocus=%22alert(1)/", "onfocus alert 1"),
        ("/%00/", ""),
        ("/%FF%FE/", "FF FE"),
        ("/" + "x" * 3000, "x" * 80),
    ],
)
def test_a_missing_page_searches_for_the_words_of_its_address(client, db, path, words):
    response = client.get(path)
    assert response.status_code == 404
    assert '<form class="search-form" role="search" action="/search/">' in response.text
    assert f'value="{words}"' in response.text


def test_a_missing_page_is_not_for_search_engines(client, db):
    page = client.get("/nothing/").text
    assert '<meta name="robots" content="noindex">' in page
    assert "canonical" not in page


def test_a_refused_page_says_what_to_do(rf, db):
    Publication.objects.create(name="The Gazette")
    response = defaults.permission_denied(rf.get("/"), PermissionDenied())
    assert response.status_code == 403
    assert "This page is not open to you" in response.text
    assert "The Gazette" in response.text


def test_a_form_that_became_too_old_says_that_nothing_was_changed(db):
    response = Client(enforce_csrf_checks=True).post("/admin/login/")
    assert response.status_code == 403
    assert "Nothing was changed." in response.text


def test_the_page_of_a_failure_needs_neither_database_nor_context(rf):
    response = defaults.server_error(rf.get("/"))
    assert response.status_code == 500
    assert '<a href="/">front page</a>' in response.text


def test_the_page_of_a_failure_needs_no_collected_files(settings):
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }
    assert 'href="/static/css/newsroom.css"' in render_to_string("500.html")
