"""What was measured, as tables on the screen and as JSON."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from rich.console import Console
from rich.table import Table

# A page may cost so many times as much with a thousand times as many comments.
MOST_COST = 1.5
FINE = {"", "OK"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One thing measured twice; ``target`` and ``verdict`` are '' where nothing is to judge."""

    what: str
    base: float
    value: float
    unit: str = ""
    target: str = ""
    verdict: str = ""

    @property
    def ratio(self) -> float | None:
        return self.value / self.base if self.base else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """Figures of one kind; ``base`` and ``value`` say what stands beside what."""

    title: str
    base: str
    value: str
    figures: tuple[Figure, ...]

    @property
    def is_fine(self) -> bool:
        return all(figure.verdict in FINE for figure in self.figures)


def cost(what: str, base: float, value: float) -> Figure:
    """Return a figure of milliseconds that is OK while its ratio is."""
    return at_most(MOST_COST, Figure(what=what, base=base, value=value, unit=" ms"))


def at_least(share: float, figure: Figure) -> Figure:
    """Return the figure, OK while its value is so large a share of its base."""
    verdict = "OK" if figure.value >= figure.base * share else "under"
    return replace(figure, target=f"≥ {share:g}", verdict=verdict)


def at_most(share: float, figure: Figure) -> Figure:
    """Return the figure, OK while its value is so small a share of its base."""
    verdict = "OK" if figure.value <= figure.base * share else "over"
    return replace(figure, target=f"≤ {share:g}", verdict=verdict)


def under(limit: float, figure: Figure) -> Figure:
    """Return the figure, OK while its value is under the limit, whatever stands beside it."""
    verdict = "OK" if figure.value < limit else "over"
    return replace(figure, target=f"< {limit:g}{figure.unit}", verdict=verdict)


def never(what: str, base: int, value: int) -> Figure:
    """Return a figure of what must not happen."""
    verdict = "wrong" if base or value else "OK"
    return Figure(what=what, base=base, value=value, target="0", verdict=verdict)


def none_of(what: str, number: int, wrong: int) -> Figure:
    """Return a figure of what none of so many may be; there has to be one, to tell anything."""
    verdict = "OK" if number and not wrong else "wrong"
    return Figure(what=what, base=number, value=wrong, target="0", verdict=verdict)


def show(result: Result, console: Console) -> None:
    table = Table("", title=result.title, title_justify="left")
    for heading in (result.base, result.value, "ratio", "target"):
        table.add_column(heading, justify="right")
    table.add_column("")
    for figure in result.figures:
        table.add_row(
            figure.what,
            f"{_said(figure.base)}{figure.unit}",
            f"{_said(figure.value)}{figure.unit}",
            "–" if figure.ratio is None else f"{figure.ratio:.2f}",
            figure.target,
            figure.verdict,
        )
    console.print(table)


def _said(number: float) -> str:
    return f"{number:,.0f}" if number >= 1_000 else f"{number:.4g}"


def write(results: Sequence[Result], path: Path, *, machine: Mapping[str, object]) -> None:
    """Write the figures, with when and on what they were measured (see ``machine.describe``)."""
    rows = [
        {"title": result.title, "of": result.base, "against": result.value}
        | asdict(figure)
        | {"ratio": figure.ratio}
        for result in results
        for figure in result.figures
    ]
    path.write_text(json.dumps({**machine, "figures": rows}, indent=2, ensure_ascii=False) + "\n")
