"""Cached pages while every worker also renders pages that it does not have."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from random import Random
from urllib.parse import urlencode

from . import client, loads, serving
from .figures import Figure, Result, at_least, never, under
from .loads import Load
from .sites import WORKERS, Site

OF_ALONE, MOST_MILLISECONDS = 0.4, 50
COMMENTS = 10_000
ALONE, MIXED = "alone", "mixed"
# New connections fall on workers by chance: with two for each, hardly one is ever spared.
CLIENTS = 2 * WORKERS
STEPS = 16**6  # So many places are there in a thread; see comments.threads.
WORDS = ("ministry", "harbour bridge", "nielsen", "sanch", "minis", "ministry nielsen")


@dataclass(slots=True)
class Tally:
    """What the slow clients got, added to by all of them."""

    answers: int = 0
    errors: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, status: int) -> None:
        with self.lock:
            self.answers += 1
            self.errors += status != HTTPStatus.OK


def measure(site: Site, database: str, *, seconds: float, rounds: int) -> Result:
    """Measure a cached page alone, and while others ask for pages that nobody asked for yet."""
    path = site.ask("picking.discussed", comments=serving.COMMENTS)
    hot, threads = site.ask("picking.hot", comments=COMMENTS)
    search, tally = site.ask("picking.search"), Tally()
    with site.serving() as server:

        def press(name: str) -> Load:
            slow = addresses(hot, threads, search, seed=str(tally.answers))
            with _asking(server.port, slow, tally, CLIENTS if name == MIXED else 0):
                return loads.run(server.port, path, serving.BROTLI, seconds=seconds)

        press(ALONE)
        found = serving.in_turns(press, [ALONE, MIXED], rounds=rounds)
    return Result(
        title=(
            f"cached article page on {database} while {CLIENTS} clients ask {WORKERS} workers "
            f"for others, by {loads.tool()}: the best of {rounds} rounds"
        ),
        base="alone",
        value="meanwhile",
        figures=compare(found, tally, seconds=seconds * rounds),
    )


def addresses(hot: str, threads: int, search: str, *, seed: str) -> Iterator[str]:
    """Yield pages of a long thread, each from another place on, and searches, without an end."""
    rng = Random(seed)  # noqa: S311 - for addresses.
    while True:
        # No comment is there, but the page begins with the next one.
        after = f"{rng.randrange(1, threads + 1):06x}{rng.randrange(STEPS):06x}"
        yield f"{hot}?{urlencode({'after': after})}"
        yield f"{search}?{urlencode({'q': rng.choice(WORDS)})}"


@contextmanager
def _asking(port: int, slow: Iterator[str], tally: Tally, clients: int) -> Iterator[None]:
    """Have so many clients ask, over a new connection each time, so that no worker is spared."""
    stopped, lock = threading.Event(), threading.Lock()

    def ask() -> None:
        while not stopped.is_set():
            with lock:
                path = next(slow)
            tally.add(client.get(port, path, serving.BROTLI).status)

    with ThreadPoolExecutor(max(1, clients)) as pool:
        jobs = [pool.submit(ask) for _ in range(clients)]
        try:
            yield
        finally:
            stopped.set()
    for job in jobs:
        job.result()  # Raises what was raised there.


def compare(found: dict[str, Load], tally: Tally, *, seconds: float) -> tuple[Figure, ...]:
    alone, mixed = found[ALONE], found[MIXED]
    p99 = Figure(what="99 of 100 within", base=alone.p99, value=mixed.p99, unit=" ms")
    rate = Figure(what="rate", base=alone.rate, value=mixed.rate, unit="/s")
    return (
        at_least(OF_ALONE, rate),
        under(MOST_MILLISECONDS, p99),
        never("errors", alone.errors, mixed.errors + tally.errors),
        Figure(what="the others' rate", base=0, value=tally.answers / seconds, unit="/s"),
    )
