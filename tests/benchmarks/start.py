"""How long it takes from ``serve`` to the first answer."""

import tempfile
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path

from . import client, hello
from .figures import Figure, Result
from .sites import Server, Site

type Serving = Callable[[], AbstractContextManager[Server]]


def measure(site: Site, database: str, *, rounds: int) -> Result:
    """Start the site and Granian saying hello in turns; what counts is the fastest start."""
    with site.serving() as server:
        page = client.page(server.port, "/")
    with tempfile.TemporaryDirectory() as directory:
        greeting = partial(hello.serving, page, Path(directory))
        taken = [(_seconds(greeting), _seconds(site.serving)) for _ in range(rounds)]
    base, value = (min(seconds) for seconds in zip(*taken, strict=True))
    return Result(
        title=f"starting on {database}: the best of {rounds} rounds",
        base="Granian",
        value="the site",
        figures=(Figure(what="first answer after", base=base, value=value, unit=" s"),),
    )


def _seconds(serving: Serving) -> float:
    started = time.perf_counter()
    with serving() as server:
        client.page(server.port, "/")
        return time.perf_counter() - started
