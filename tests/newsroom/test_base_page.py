"""What every public page has around its own text."""

import pytest

from masthead.models import Publication
from tests.factories import make_image, make_page, make_section

pytestmark = pytest.mark.django_db


def navigation_of(response):
    return response.text.partition('<nav class="sections"')[2].partition("</nav>")[0]


def test_a_page_names_the_paper_its_tagline_and_its_publisher(client):
    Publication.objects.create(name="The Gazette", tagline="News of towns", publisher="Gazette Ltd")
    page = client.get("/articles/").text
    assert "– The Gazette</title>" in page
    assert '<p class="tagline">News of towns</p>' in page
    assert "Published by Gazette Ltd" in page


def test_a_paper_without_tagline_and_publisher_leaves_no_empty_lines(client):
    Publication.objects.create(name="The Gazette")
    page = client.get("/articles/").text
    assert 'class="tagline"' not in page
    assert "Published by" not in page


def test_a_logo_stands_for_the_name(client):
    logo = make_image(alt="")
    Publication.objects.create(name="The Gazette", logo=logo)
    page = client.get("/articles/").text
    assert f'<img src="/pictures/{logo.pk}/"' in page
    assert 'alt="The Gazette"' in page


def test_the_footer_links_the_papers_own_pages(client):
    make_page(slug="rules", title="Comment rules")
    assert '<a href="/pages/rules/">Comment rules</a>' in client.get("/articles/").text


def test_without_pages_the_footer_has_no_navigation(client):
    assert "About this paper" not in client.get("/articles/").text


@pytest.mark.parametrize("address", ["/articles/", "/meetings/", "/search/", "/sections/world/"])
def test_the_navigation_marks_the_page_that_is_open(client, address):
    make_section(slug="world")
    navigation = navigation_of(client.get(address))
    assert f'<a href="{address}" aria-current="page">' in navigation
    assert navigation.count('aria-current="page"') == 1


def test_the_navigation_has_the_first_sections_in_their_order(client, monkeypatch):
    monkeypatch.setattr("articles.templatetags.articles.MOST_IN_NAVIGATION", 2)
    for order, slug in ((3, "third"), (1, "first"), (2, "second")):
        make_section(slug=slug, order=order)
    navigation = navigation_of(client.get("/meetings/"))
    assert 0 < navigation.index("/sections/first/") < navigation.index("/sections/second/")
    assert "/sections/third/" not in navigation


def test_the_foot_leads_to_every_kind_of_list(client):
    foot = client.get("/meetings/").text.partition("<footer")[2]
    for name in ("sections", "topics", "archive", "people", "organizations", "places"):
        assert f'<a href="/{name}/">' in foot
    assert '<a href="/agreements/">' in foot
    assert '<a href="/articles/feed/">' in foot


def test_the_address_to_keep_is_the_sites_own_whatever_the_parameters(client):
    page = client.get("/meetings/?from=mail").text
    assert '<link rel="canonical" href="http://testserver/meetings/">' in page


def test_a_page_is_in_the_papers_language(client):
    Publication.objects.create(name="La Gaceta", language="es")
    assert '<html lang="es" dir="ltr">' in client.get("/articles/").text


def test_a_page_carries_nothing_inline_and_nothing_of_others(client):
    page = client.get("/").text
    assert "<style" not in page
    assert " style=" not in page
    assert "nonce" not in page
    assert 'src="http' not in page
