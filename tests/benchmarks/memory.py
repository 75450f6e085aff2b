"""What the whole site takes of the memory while the workers keep very many pages."""

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from . import client
from .figures import Figure, Result, at_most
from .sites import Site

MOST_MIB = 350
# So often each page is asked for, that each worker has made it, all but surely.
TIMES = 12
PROCESSES = Path("/proc")
PARTS = {"newsroom.web_server": "web server and workers", "db_worker": "task worker"}


def measure(site: Site, database: str, *, pages: int) -> Result:
    """Have each worker keep so many pages; a PostgreSQL's own memory does not count."""
    paths = site.ask("picking.articles", number=pages)
    with site.serving() as server:
        cold = _mib(server.pid)
        with ThreadPoolExecutor(TIMES) as pool:
            list(pool.map(partial(_read_all, server.port), [paths] * TIMES))
        warm = _mib(server.pid)
    return Result(
        title=f"memory (PSS) on {database}, {len(paths):,} pages kept by each worker",
        base="allowed",
        value="taken",
        figures=compare(cold, warm),
    )


def _read_all(port: int, paths: Sequence[str]) -> None:
    """Ask over new connections, which the worker that has less to do takes."""
    for path in paths:
        client.page(port, path, {"Accept-Encoding": "br"})


def compare(cold: dict[str, float], warm: dict[str, float]) -> tuple[Figure, ...]:
    taken = {"before any page": sum(cold.values()), **warm}
    parts = (
        Figure(what=what, base=MOST_MIB, value=value, unit=" MiB") for what, value in taken.items()
    )
    whole = Figure(what="all of it", base=MOST_MIB, value=sum(warm.values()), unit=" MiB")
    return (*parts, at_most(1, whole))


def _mib(pid: int) -> dict[str, float]:
    """Return the MiB that ``serve`` takes, and each of its children with all that they started."""
    parent_of = parents()
    found = {"serve": _mib_of([pid])}
    for child in [one for one, parent in parent_of.items() if parent == pid]:
        command = (PROCESSES / str(child) / "cmdline").read_text().split("\0")
        part = next((name for word, name in PARTS.items() if word in command), "others")
        found[part] = _mib_of(tree(child, parent_of))
    return found


def _mib_of(processes: Iterable[int]) -> float:
    rollups = (_read(PROCESSES / str(pid) / "smaps_rollup") for pid in processes)
    return sum(pss_in(rollup) for rollup in rollups) / 1024


def tree(pid: int, parent_of: dict[int, int]) -> Iterator[int]:
    """Yield a process and all that it started."""
    yield pid
    for child, parent in parent_of.items():
        if parent == pid:
            yield from tree(child, parent_of)


def parents() -> dict[int, int]:
    """Return the parent of each process of this machine, by its key."""
    return {int(file.parent.name): parent_in(_read(file)) for file in PROCESSES.glob("[0-9]*/stat")}


def _read(file: Path) -> str:
    try:
        return file.read_text()
    except (FileNotFoundError, ProcessLookupError):  # It ended in between.
        return ""


def parent_in(stat: str) -> int:
    """Return the parent of a process by its ``stat``; 0 where that is empty.

    The command is in brackets and may hold spaces and brackets.
    """
    return int(stat.rpartition(")")[2].split()[1]) if stat else 0


def pss_in(rollup: str) -> int:
    """Return the KiB of a ``smaps_rollup``: what is shared counts in parts; 0 where it is empty."""
    return sum(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))
