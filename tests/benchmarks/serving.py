"""Cached pages, beside what the server and the machine could do at best with the same bytes."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from . import client, hello, loads, nginx
from .figures import Figure, Result, at_least, never
from .loads import Headers, Load
from .scale import SQLITE
from .sites import Site

COMMENTS = 200
# Of the rate of Granian saying hello with as many bytes, and of nginx serving them as a file.
OF_HELLO, OF_HELLO_ANYWHERE, OF_NGINX = 0.9, 0.25, 0.4
BROTLI: Headers = {"Accept-Encoding": "br"}
IDENTITY: Headers = {"Accept-Encoding": "identity"}
ENCODINGS = {"brotli": BROTLI, "identity": IDENTITY}
SITE, HELLO, NGINX = "site", "Granian", "nginx"

type Loads = dict[str, Load]  # By server.


def measure(site: Site, database: str, *, seconds: float, rounds: int) -> Result:
    """Measure an article's page with many comments; the servers take turns."""
    path = site.ask("picking.discussed", comments=COMMENTS)
    figures, sizes = list[Figure](), list[str]()
    with site.serving() as server:
        for encoding, headers in ENCODINGS.items():
            page = client.page(server.port, path, headers)
            with _beside(page) as ports:
                found = _take_turns({SITE: server.port, **ports}, path, headers, seconds, rounds)
            figures += compare(encoding, found, is_sqlite=database == SQLITE)
            sizes.append(f"{encoding} {len(page.body):,} bytes")
    return Result(
        title=(
            f"cached article page ({', '.join(sizes)}) on {database}, {loads.CONNECTIONS} "
            f"connections by {loads.tool()}: the best of {rounds} rounds"
        ),
        base="the other",
        value="the site",
        figures=tuple(figures),
    )


@contextmanager
def _beside(page: client.Answer) -> Iterator[dict[str, int]]:
    """Serve the page by Granian and by nginx; yield their ports."""
    with ExitStack() as stack:
        ports = {}
        for name, serving in ((HELLO, hello.serving), (NGINX, nginx.serving)):
            directory = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            ports[name] = stack.enter_context(serving(page, directory)).port
            answer = client.page(ports[name], "/", BROTLI)
            if answer.body != page.body:
                message = f"{name} does not serve the page's bytes."
                raise RuntimeError(message)
        yield ports


def _take_turns(
    ports: dict[str, int], path: str, headers: Headers, seconds: float, rounds: int
) -> Loads:
    def press(name: str, seconds: float = seconds) -> Load:
        return loads.run(ports[name], path, headers, seconds=seconds)

    for name in ports:
        press(name, 1)  # Every worker has the page after that.
    return in_turns(press, list(ports), rounds=rounds)


def in_turns(press: Callable[[str], Load], names: list[str], *, rounds: int) -> Loads:
    """Return the best of so many loads of each name, one after the other, in turns."""
    found = {name: list[Load]() for name in names}
    for _ in range(rounds):
        for name in names:
            found[name].append(press(name))
    return {name: loads.best(taken) for name, taken in found.items()}


def compare(encoding: str, found: Loads, *, is_sqlite: bool) -> list[Figure]:
    """Return the figures of one encoding; nginx's rate is no target on PostgreSQL."""
    site, granian, file = found[SITE], found[HELLO], found[NGINX]
    hello = _rate(f"{encoding}, of {HELLO}'s rate", granian, site)
    static = _rate(f"{encoding}, of {NGINX}'s rate", file, site)
    return [
        at_least(OF_HELLO if is_sqlite else OF_HELLO_ANYWHERE, hello),
        at_least(OF_NGINX, static) if is_sqlite else static,
        Figure(what=f"{encoding}, 99 of 100 within", base=granian.p99, value=site.p99, unit=" ms"),
        never(f"{encoding}, errors", granian.errors + file.errors, site.errors),
    ]


def _rate(what: str, other: Load, site: Load) -> Figure:
    return Figure(what=what, base=other.rate, value=site.rate, unit="/s")
