"""The API's page for people, and the API itself, as the real server answers."""

import pytest

from .test_access import SIZES, found
from .test_valid_html import errors_in

ADDRESS = "/api/v1/"


@pytest.mark.parametrize("size", SIZES, ids=["phone", "desk"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_guide_has_no_barrier_and_fits_the_window(visit, size, scheme):
    viewport = {"width": size[0], "height": size[1]}
    page = visit(viewport=viewport, color_scheme=scheme, bypass_csp=True).open(ADDRESS)
    assert found(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


def test_the_guide_is_valid(visit, tmp_path):
    visitor = visit(java_script_enabled=False)
    html = visitor.context.request.get(visitor.site.url + ADDRESS).text()
    assert errors_in({"guide": html}, tmp_path) == []


def test_every_address_that_the_guide_links_is_there(visit):
    visitor = visit(java_script_enabled=False)
    page = visitor.open(ADDRESS)
    links = page.locator("main a").evaluate_all("links => links.map(link => link.href)")
    assert len(links) > 10
    request = visitor.context.request
    assert {link: request.get(link).status for link in links} == dict.fromkeys(links, 200)
