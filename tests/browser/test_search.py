"""Search as a reader meets it, with and without script."""

import pytest

from .test_access import SIZES, found
from .test_valid_html import errors_in

PAGES = {
    "asked": "/search/?q=honduras",
    "narrowed": "/search/?q=honduras&kind=meetings&year=2019&person=kirstjen-nielsen&sort=date",
    "some": "/search/?q=honduras+zeppelin",
    "nothing": "/search/?q=zeppelin&year=2019",
    "no word": "/search/?q=%3F%21",
}


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_person_is_found_by_a_name_without_its_accent(visit, script):
    visitor = visit(java_script_enabled=script)
    page = visitor.open("/search/")
    page.get_by_role("searchbox").fill("sanchez cord")
    page.get_by_role("search").get_by_role("button").click()
    first = page.locator(".hits li").first
    assert first.locator("mark").first.inner_text() == "Sánchez"
    first.get_by_role("link").click()
    assert page.locator("h1").inner_text() == "Olga Sánchez Cordero"


def test_a_search_is_narrowed_and_widened_again(visit):
    page = visit(java_script_enabled=False, viewport={"width": 390, "height": 844}).open(
        PAGES["asked"]
    )
    everything = page.locator(".found").inner_text()
    page.get_by_text("Narrow the search").click()
    page.locator(".choices").get_by_role("link", name="Explainers").click()
    assert page.locator(".found").inner_text() != everything
    page.get_by_role("link", name="Remove Explainers").click()
    assert page.locator(".found").inner_text() == everything


@pytest.mark.parametrize("size", SIZES, ids=["phone", "desk"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_of_it_has_a_barrier_or_is_too_wide(visit, size, scheme):
    viewport = {"width": size[0], "height": size[1]}
    visitor = visit(viewport=viewport, color_scheme=scheme, bypass_csp=True)
    barriers = {}
    for name, address in PAGES.items():
        page = visitor.open(address)
        barriers[name] = found(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0], name
    assert {name: found for name, found in barriers.items() if found} == {}


def test_every_page_of_it_is_valid(visit, tmp_path):
    visitor = visit(java_script_enabled=False)
    site = visitor.site.url
    pages = {
        name: visitor.context.request.get(site + address).text() for name, address in PAGES.items()
    }
    assert errors_in(pages, tmp_path) == []
