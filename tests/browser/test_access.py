"""axe finds nothing, and the HTML is valid, on each page that readers meet."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from .conftest import ARTICLE

SIZES = [(390, 844), (1280, 900)]


def found(page):
    results = Axe().run(page)
    return [
        (violation["id"], [node["html"] for node in violation["nodes"]])
        for violation in results.response["violations"]
    ]


@pytest.mark.parametrize("size", SIZES, ids=["phone", "desk"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_has_a_barrier(visit, size, scheme):
    viewport = {"width": size[0], "height": size[1]}
    visitor = visit(viewport=viewport, color_scheme=scheme, bypass_csp=True)
    barriers = {}
    for address in ["/", "/articles/", ARTICLE, "/meetings/", "/pages/comment-rules/"]:
        barriers[address] = found(visitor.open(address))
    page = visitor.open(ARTICLE)
    for name in ("meetings", "people"):
        page.locator(f'aside a[href^="/{name}/"]').first.click()
        barriers[name] = found(page)
        page.go_back()
    visitor.write_comment(f"As seen in {scheme} at {size[0]}", email="axe@mail.example")
    barriers["pending"] = found(page)
    page.locator("#comment-form").evaluate("form => form.noValidate = true")
    page.get_by_role("button", name="Post Comment").click()
    page.locator(".invalid-feedback").first.wait_for()
    barriers["errors"] = found(page)
    assert {name: found for name, found in barriers.items() if found} == {}


@pytest.mark.parametrize("size", SIZES, ids=["phone", "desk"])
def test_no_page_is_wider_than_the_window(visit, size):
    visitor = visit(viewport={"width": size[0], "height": size[1]})
    for address in ["/", "/articles/", ARTICLE, "/meetings/", "/admin/"]:
        page = visitor.open(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0], address
