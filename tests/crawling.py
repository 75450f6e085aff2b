"""A reader without cookies who follows every link of the site from its front page."""

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import parse_qs, urldefrag, urljoin, urlsplit

from django.test import Client

# What belongs to the staff or to one reader, as robots.txt says.
NOT_FOR_ROBOTS = ("/admin/", "/desk/", "/accounts/")
# Of addresses with parameters, only the pages of a list: filters and facets can be combined.
FOLLOWED_PARAMETERS = {"after"}
MOST_PAGES = 3000


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """``headers`` have their names in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def kind(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0]

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass(slots=True)
class Crawl:
    """What was found: answers by address (path and parameters), and where each was linked."""

    answers: dict[str, Answer] = field(default_factory=dict)
    linked_from: dict[str, str] = field(default_factory=dict)

    def pages(self) -> dict[str, Answer]:
        """Return the HTML pages that were there."""
        return {
            address: answer
            for address, answer in self.answers.items()
            if answer.kind == "text/html" and answer.status == 200
        }

    def paths(self) -> set[str]:
        return {urlsplit(address).path for address in self.answers}


class Links(HTMLParser):
    """Collects the addresses that a page links or loads."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.found += [given[name] or "" for name in ("href", "src") if name in given]


def visit(address: str) -> Answer:
    """Answer as the site does to somebody who comes for the first time, without a server.

    Static files are another's business. Fails where a cookie is set.
    """
    if address.startswith("/static/"):
        return Answer(status=200, headers={}, body=b"")
    client = Client()
    response = client.get(address)
    assert not client.cookies, address
    body = b"".join(response) if response.streaming else response.content
    headers = {name.lower(): value for name, value in response.headers.items()}
    return Answer(status=response.status_code, headers=headers, body=body)


def crawl(get: Callable[[str], Answer], *, host: str) -> Crawl:
    """Follow links from ``/`` on; ``get`` answers an address of the site, which is at ``host``."""
    found = Crawl(linked_from={"/": ""})
    waiting = deque(["/"])
    while waiting:
        address = waiting.popleft()
        answer = found.answers[address] = get(address)
        for link in _links(address, answer, host):
            if link not in found.linked_from:
                found.linked_from[link] = address
                waiting.append(link)
        assert len(found.answers) < MOST_PAGES, "The site has no end."
    return found


def _links(address: str, answer: Answer, host: str) -> list[str]:
    targets = Links(answer.text).found if answer.kind == "text/html" else []
    if "location" in answer.headers:
        targets = [answer.headers["location"]]
    absolute = (urlsplit(urldefrag(urljoin(f"http://{host}{address}", to))[0]) for to in targets)
    return [
        parts.path + (f"?{parts.query}" if parts.query else "")
        for parts in absolute
        if parts.netloc == host
        and not parts.path.startswith(NOT_FOR_ROBOTS)
        and set(parse_qs(parts.query)) <= FOLLOWED_PARAMETERS
    ]
