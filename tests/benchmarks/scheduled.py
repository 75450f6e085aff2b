"""What readers see around the moments for which articles are scheduled: neither early nor late."""

import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import cycle

from . import client
from .figures import Figure, Result, none_of
from .sites import Site

MOMENTS, APART, FIRST_IN = 12, 0.5, 6.0
CLIENTS = 4
# Both list the newest articles, more than there are moments.
PATHS = ("/articles/", "/articles/feed/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """An answer, when it was asked for and when it had come, and the addresses that it shows."""

    asked: float
    came: float
    shown: frozenset[str]


def measure(site: Site, database: str) -> Result:
    """Look at the lists without a pause from before the first moment until after the last."""
    with site.serving() as server:
        for path in PATHS * CLIENTS:
            client.page(server.port, path)
        asked = {"moments": MOMENTS, "first_in": FIRST_IN, "apart": APART}
        moments = site.ask("scheduling.schedule", **asked)
        end = max(moments.values()) + APART
        with ThreadPoolExecutor(CLIENTS) as pool:
            jobs = [pool.submit(_watch, server.port, moments, end) for _ in range(CLIENTS)]
            sights = [sight for job in jobs for sight in job.result()]
    return Result(
        title=f"articles scheduled for {MOMENTS} moments on {database}",
        base="answers",
        value="wrong ones",
        figures=judge(sights, moments),
    )


def judge(sights: Sequence[Sight], moments: Mapping[str, float]) -> tuple[Figure, Figure]:
    """Count the wrong answers, of those that can be early, and of those that can be late."""
    before = [sight for sight in sights if sight.came < max(moments.values())]
    after = [sight for sight in sights if sight.asked >= min(moments.values())]
    return (
        none_of("too early", len(before), sum(is_early(sight, moments) for sight in before)),
        none_of("too late", len(after), sum(is_late(sight, moments) for sight in after)),
    )


def is_early(sight: Sight, moments: Mapping[str, float]) -> bool:
    """Tell whether an article was seen that nobody was to see before the answer had come."""
    return any(moments[address] > sight.came for address in sight.shown)


def is_late(sight: Sight, moments: Mapping[str, float]) -> bool:
    """Tell whether an article was not seen that was out when the answer was asked for."""
    return any(at <= sight.asked and address not in sight.shown for address, at in moments.items())


def _watch(port: int, moments: Mapping[str, float], end: float) -> list[Sight]:
    return list(_looks(port, moments, end))


def _looks(port: int, moments: Mapping[str, float], end: float) -> Iterator[Sight]:
    for path in cycle(PATHS):
        asked = time.time()
        if asked > end:
            return
        text = client.page(port, path).text
        shown = frozenset(address for address in moments if address in text)
        yield Sight(asked=asked, came=time.time(), shown=shown)
