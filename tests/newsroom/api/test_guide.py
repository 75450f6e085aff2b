"""The API's page for people."""

import pytest

from masthead.models import Publication

pytestmark = pytest.mark.django_db


def test_the_guide_names_every_operation_and_every_column(client):
    page = client.get("/api/v1/").text
    assert '<a href="/api/v1/articles">' in page
    assert "/api/v1/meetings/{slug}" in page
    assert "participant_role" in page
    assert "/meetings.csv" in page


def test_the_guide_is_for_search_engines_and_sets_no_cookie(client):
    response = client.get("/api/v1/")
    assert "noindex" not in response.text
    assert not response.cookies


def test_the_guide_speaks_the_papers_language_and_marks_what_is_english(client):
    Publication.objects.create(language="es")
    page = client.get("/api/v1/").text
    assert '<html lang="es"' in page
    assert "List articles" in page.partition('lang="en"')[2]
