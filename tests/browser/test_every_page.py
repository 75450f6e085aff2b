"""What holds for every page that readers can come to by links: valid HTML, and no barrier."""

import urllib.error
import urllib.request
from urllib.parse import urlsplit

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, resolve

from tests.crawling import Answer, Crawl, crawl

from .test_access import SIZES, found
from .test_valid_html import errors_in

# Addresses that no link leads to: what forms post to, what mail brings, and what is for programs.
NOT_LINKED = {
    "comments:post",
    "comments:detail",
    "comments:prove",
    "comments:unsubscribe",
    "comments:mine-open",
    "comments:mine-data",
    "comments:mine-erase",
    "comments:mine-edit",
    "comments:mine-delete",
    "comments:mine-tell",
    "identity",
    "styleguide",
    "healthz",
    "robots",
    "sitemap",
    "sitemap-section",
    "news-sitemap",
    "picture",  # The demo has none.
}
FOR_STAFF_OR_PROGRAMS = ("admin", "desk", "accounts", "password_reset", "api:")


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: object) -> None:
        return None


@pytest.fixture(scope="module")
def crawled(site) -> Crawl:
    opener = urllib.request.build_opener(_Stay)

    def get(address: str) -> Answer:
        try:
            response = opener.open(site.url + address)
        except urllib.error.HTTPError as error:
            response = error
        with response:
            headers = {name.lower(): value for name, value in response.headers.items()}
            return Answer(status=response.status, headers=headers, body=response.read())

    return crawl(get, host=urlsplit(site.url).netloc)


def samples(crawled: Crawl) -> dict[str, str]:
    """Return a page of each kind, by the name of its address."""
    names = ((resolve(urlsplit(address).path).view_name, address) for address in crawled.pages())
    return dict(reversed(list(names)))


def public_names(resolver: URLResolver, prefix: str = "") -> set[str]:
    names = set()
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            names |= {f"{prefix}{entry.name}"} if entry.name else set()
        else:
            names |= public_names(
                entry, f"{prefix}{entry.namespace}:" if entry.namespace else prefix
            )
    return {name for name in names if not name.startswith(FOR_STAFF_OR_PROGRAMS)}


def test_links_lead_to_every_kind_of_page(crawled):
    met = {resolve(path).view_name for path in crawled.paths() if not path.startswith("/static/")}
    assert public_names(get_resolver()) - met - NOT_LINKED == set()


def test_nothing_on_the_site_is_missing(crawled):
    dead = {
        address: (answer.status, crawled.linked_from[address])
        for address, answer in crawled.answers.items()
        if answer.status >= 400
    }
    assert dead == {}
    assert not [one for one in crawled.answers.values() if "set-cookie" in one.headers]


def test_every_page_is_valid(crawled, tmp_path):
    pages = {
        f"{number}-{address.strip('/').replace('/', '-').replace('?', '-')[:80]}": page.text
        for number, (address, page) in enumerate(crawled.pages().items())
    }
    assert len(pages) > 40
    assert errors_in(pages, tmp_path) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_kind_of_page_has_a_barrier(crawled, visit, scheme):
    visitor = visit(color_scheme=scheme, bypass_csp=True)
    barriers = {}
    for name, address in samples(crawled).items():
        page = visitor.open(address)
        for width, height in SIZES:
            page.set_viewport_size({"width": width, "height": height})
            wide = page.evaluate("document.documentElement.scrollWidth") > width
            barriers[name, width] = [*found(page), *(["wider than the window"] if wide else [])]
    assert {kind: what for kind, what in barriers.items() if what} == {}
