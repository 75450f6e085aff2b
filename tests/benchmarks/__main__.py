"""Runs the benchmarks that are named, all of them where none is; README says more.

Ends with 1 where a target is missed.
"""

import argparse
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from rich.console import Console

from . import clusters, machine, scale, served, threads
from .figures import Result, show, write
from .scale import POSTGRESQL, PUBLIC, SEARCH, STAFF, Ground
from .sites import Site

PAGES = ("desk", "thread", PUBLIC, STAFF, SEARCH)
COMMENTS, SCREENING = "comments", "screening"
NAMES = (*served.BENCHMARKS, COMMENTS, *PAGES, SCREENING)


def main() -> int:
    options = _options()
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(1))  # Servers are to be stopped.
    console, results = Console(), list[Result]()
    for result in _results(options):
        show(result, console)
        results.append(result)
    write(results, options.out, machine=machine.describe())
    return 0 if all(result.is_fine for result in results) else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", help=f"Of {', '.join(NAMES)}. Default: all.")
    parser.add_argument("--out", type=Path, default=Path("benchmarks.json"))
    parser.add_argument("--data", type=Path, help="Keep the sites there, to be used again.")
    parser.add_argument("--databases", nargs="+", choices=scale.DATABASES, default=scale.DATABASES)
    parser.add_argument("--small", type=int, default=1_000)
    parser.add_argument("--big", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=30, help="Of each page, a round.")
    served.add_options(parser)
    options = parser.parse_args()
    unknown = set(options.names) - set(NAMES)
    if unknown:
        parser.error(f"There is no benchmark {', '.join(sorted(unknown))}.")
    options.names = options.names or NAMES
    return options


def _results(options: argparse.Namespace) -> Iterator[Result]:
    with ExitStack() as stack:
        directory = _kept(options.data) if options.data else stack.enter_context(_temporary())
        needs_cluster = POSTGRESQL in options.databases
        running = clusters.running(directory / "cluster")
        cluster = stack.enter_context(running) if needs_cluster else ""
        ground = Ground(directory=directory, cluster=cluster)
        for name in options.names:
            if name == SCREENING:  # Of no database; it prints a table of its own.
                Site(data_dir=directory / SCREENING, database_url="").show("screening.main")
            elif name in served.BENCHMARKS:
                for database in options.databases:
                    yield served.measure(name, ground, database, options)
            elif name == COMMENTS:
                for database in options.databases:
                    site = ground.site(database, comments=options.small)
                    yield threads.compare(site, database, runs=options.runs)
            else:
                share = 10 if name == SEARCH else 1  # The big site has so few articles.
                sizes = (options.small, options.big // share)
                for database in options.databases:
                    yield scale.compare(name, ground, database, sizes=sizes, runs=options.runs)


def _kept(directory: Path) -> Path:
    directory.mkdir(mode=0o755, exist_ok=True)
    return directory.resolve()


@contextmanager
def _temporary() -> Iterator[Path]:
    directory = Path(tempfile.mkdtemp(prefix="newsroom-benchmarks-"))
    directory.chmod(0o755)  # The user postgres has to get at its cluster.
    try:
        yield directory
    finally:
        shutil.rmtree(directory)


if __name__ == "__main__":
    sys.exit(main())
