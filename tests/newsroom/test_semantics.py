"""What all public pages tell people and machines of themselves, page by page."""

import re

import pytest

from newsroom import roles
from newsroom.demo import loading
from tests import schema_org
from tests.crawling import Answer, Crawl, crawl, visit
from tests.factories import make_meeting, make_participation

pytestmark = pytest.mark.django_db
MAY_BE_FOUND = '<meta name="robots" content="index, follow">'
CRUMBS = re.compile('<nav class="breadcrumbs".*?</nav>', re.DOTALL)
CRUMB = re.compile(r"<li>\s*<(?:a|span) [^>]*>(.*?)</", re.DOTALL)
META = re.compile(r'<meta (?:property|name)="([\w:]+)"\s+content="([^"]*)">')


@pytest.fixture
def found(settings, tmp_path) -> Crawl:
    """Return what a crawl of the demo finds."""
    settings.DATA_DIR = tmp_path
    roles.sync()
    loading.load()
    return crawl(visit, host="testserver")


def unknown_words(address: str, page: Answer) -> list[str]:
    return schema_org.faults(page.text)


def ways_lost(address: str, page: Answer) -> list[str]:
    """Return what is wrong with the breadcrumbs, which machines are told as people see them."""
    if address == "/":
        return []
    names = [name.strip() for shown in CRUMBS.findall(page.text) for name in CRUMB.findall(shown)]
    if len(names) < 2:
        return ["no breadcrumbs"]
    items = schema_org.of_type(page.text, "BreadcrumbList")["itemListElement"]
    told = [item["name"].replace("&", "&amp;") for item in items]
    return [] if told == names else [f"{told} is not {names}"]


def sharing_lost(address: str, page: Answer) -> list[str]:
    meta = dict(META.findall(page.text))
    needed = {
        "og:title": meta.get("og:title") or "a title",
        "og:description": meta["description"],
        "og:url": f"http://testserver{address.partition('?')[0]}",
        "og:site_name": "The Meridian Record",
    }
    return [f"{name} is not {value}" for name, value in needed.items() if meta.get(name) != value]


def tag_lost(address: str, page: Answer) -> list[str]:
    return [] if "etag" in page.headers else ["no ETag"]


def test_each_page_of_the_demo_says_what_it_is(found):
    pages = {at: page for at, page in found.pages().items() if MAY_BE_FOUND in page.text}
    checks = (unknown_words, ways_lost, sharing_lost, tag_lost)
    faults = {
        address: [fault for check in checks for fault in check(address, page)]
        for address, page in pages.items()
    }
    assert {address: faults for address, faults in faults.items() if faults} == {}
    kinds = {node["@type"] for page in pages.values() for node in schema_org.nodes(page.text)}
    assert kinds >= {"NewsArticle", "Event", "Person", "WebSite", "BreadcrumbList", "CreativeWork"}


def test_the_front_page_needs_no_way_to_it(client):
    assert "breadcrumbs" not in client.get("/").text


@pytest.mark.parametrize("address", ["/meetings/", "/meetings/between/"])
def test_a_later_page_does_not_pass_for_the_first(client, address):
    assert 'rel="canonical"' in client.get(address).text
    meetings = [make_meeting() for _ in range(2)]
    later = client.get(
        address, {"after": meetings[1].cursor if address == "/meetings/" else "a..b"}
    )
    assert (later.status_code, 'rel="canonical"' in later.text) == (200, False)


def test_a_filtered_list_is_for_readers_and_not_for_robots(client):
    person = make_participation(meeting=make_meeting()).person
    filtered = client.get("/meetings/", {"person": person.slug}).text
    assert '<meta name="robots" content="noindex, follow">' in filtered
    assert 'rel="canonical"' not in filtered


def test_a_meeting_that_is_not_public_is_told_to_no_machine(editor_client):
    html = editor_client.get(make_meeting(is_public=False).get_absolute_url()).text
    assert '"Event"' not in html
