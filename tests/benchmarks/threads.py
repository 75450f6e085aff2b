"""What an article's comments add to the cost of its page, past any cache."""

from .figures import Figure, Result, at_most
from .sites import Site

# A page of a thread may cost so many times as much as the page of the article without comments.
MOST_COST = 1.3
ROUNDS = 5


def compare(site: Site, database: str, *, runs: int) -> Result:
    """Measure on a populated site; what counts is the cheapest run of each page."""
    taken: dict[str, list[float]] = site.ask("discussed.times", rounds=ROUNDS, runs=runs)
    costs = {what: min(all_runs) for what, all_runs in taken.items()}
    base = costs.pop("none")
    figures = (Figure(what=what, base=base, value=cost, unit=" ms") for what, cost in costs.items())
    return Result(
        title=f"comments on {database}: CPU time of a page, the best of {ROUNDS * runs} runs",
        base="none",
        value="comments",
        figures=tuple(at_most(MOST_COST, figure) for figure in figures),
    )
