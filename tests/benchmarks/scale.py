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
# Measured by the number of articles, on sites without comments.
SEARCH = "search"
# Measured by the number of articles too: as many as comments, against a tenth as many.
PUBLIC, STAFF = "public", "staff"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """Where sites are made; one that is there already is used again."""

    directory: Path
    cluster: str  # See clusters.running; '' where it is not needed.

    def site(
        self, database: str, *, comments: int, articles: int | None = None, name: str = "pages"
    ) -> Site:
        """Return a populated site; where not told otherwise, with a tenth as many articles."""
        articles = max(1, comments // 10) if articles is None else articles
        label = f"{name}_{comments or articles}"
        data_dir = self.directory / f"{database.lower()}_{label}"
        data_dir.mkdir(exist_ok=True)
        is_sqlite = database == SQLITE
        url = "" if is_sqlite else clusters.make_database(self.cluster, label)
        site = Site(data_dir=data_dir, database_url=url)
        site.populate(articles=articles, comments=comments)
        if url:
            clusters.tidy(url)
        return site


def compare(
    benchmark: str, ground: Ground, database: str, *, sizes: tuple[int, int], runs: int
) -> Result:
    """Open the pages of one benchmark (see ``pages``) on two sites, ``runs`` times a round.

    What counts is the median of the quietest round: whatever else the machine does adds to it.
    """
    small, big = _sites(benchmark, ground, database, sizes)
    counted = "articles" if benchmark == SEARCH else "comments"
    base, value = defaultdict[str, list[float]](list), defaultdict[str, list[float]](list)
    for _ in range(ROUNDS):
        for site, medians in ((small, base), (big, value)):
            answer = site.ask("pages.times", benchmark=benchmark, runs=runs)
            for what, taken in answer.items():
                medians[what].append(median(taken))
    return Result(
        title=f"{benchmark} on {database}: medians of {runs} runs, the best of {ROUNDS} rounds",
        base=f"{sizes[0]:,} {counted}",
        value=f"{sizes[1]:,} {counted}",
        figures=tuple(cost(what, min(base[what]), min(value[what])) for what in base),
    )


def _sites(
    benchmark: str, ground: Ground, database: str, sizes: tuple[int, int]
) -> tuple[Site, Site]:
    small, big = sizes
    if benchmark == SEARCH:
        return (
            ground.site(database, comments=0, articles=small, name=SEARCH),
            ground.site(database, comments=0, articles=big, name=SEARCH),
        )
    if benchmark in {PUBLIC, STAFF}:
        few = ground.site(database, comments=small, articles=small, name="even")
        return few, ground.site(database, comments=big)
    return ground.site(database, comments=small), ground.site(database, comments=big)
