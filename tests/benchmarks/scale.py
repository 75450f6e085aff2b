"""What a page costs on a small site and on a big one, on each database."""

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from . import clusters
from .figures import Result, cost
from .sites import Site

# The sites take turns, so that what else the machine does falls on both.
ROUNDS = 3
SQLITE, POSTGRESQL = DATABASES = ("SQLite", "PostgreSQL")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """Where sites are made; one that is there already is used again."""

    directory: Path
    cluster: str  # See clusters.running; '' where it is not needed.

    def site(self, database: str, *, comments: int, name: str = "pages") -> Site:
        """Return a populated site with so many comments."""
        label = f"{name}_{comments}"
        data_dir = self.directory / f"{database.lower()}_{label}"
        data_dir.mkdir(exist_ok=True)
        is_sqlite = database == SQLITE
        url = "" if is_sqlite else clusters.make_database(self.cluster, label)
        site = Site(data_dir=data_dir, database_url=url)
        site.populate(comments)
        if url:
            clusters.tidy(url)
        return site


def compare(
    benchmark: str, ground: Ground, database: str, *, sizes: tuple[int, int], runs: int
) -> Result:
    """Open the pages of one benchmark (see ``pages``) on two sites, ``runs`` times a round.

    What counts is the median of the quietest round: whatever else the machine does adds to it.
    """
    small, big = (ground.site(database, comments=size) for size in sizes)
    base, value = defaultdict[str, list[float]](list), defaultdict[str, list[float]](list)
    for _ in range(ROUNDS):
        for site, medians in ((small, base), (big, value)):
            answer = site.ask("pages.times", benchmark=benchmark, runs=runs)
            for what, taken in answer.items():
                medians[what].append(median(taken))
    return Result(
        title=f"{benchmark} on {database}: medians of {runs} runs, the best of {ROUNDS} rounds",
        base=f"{sizes[0]:,} comments",
        value=f"{sizes[1]:,} comments",
        figures=tuple(cost(what, min(base[what]), min(value[what])) for what in base),
    )
