"""What was measured, as tables on the screen and as JSON."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

# A page may cost so many times as much with a thousand times as many comments.
MOST_COST = 1.5
FINE = {"", "OK"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One thing measured twice; ``verdict`` is '' where there is nothing to judge."""

    what: str
    base: float
    value: float
    unit: str = ""
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
    verdict = "OK" if value <= base * MOST_COST else "over"
    return Figure(what=what, base=base, value=value, unit=" ms", verdict=verdict)


def show(result: Result, console: Console) -> None:
    table = Table("", title=result.title, title_justify="left")
    for heading in (result.base, result.value, "ratio"):
        table.add_column(heading, justify="right")
    table.add_column("")
    for figure in result.figures:
        table.add_row(
            figure.what,
            f"{figure.base:,.4g}{figure.unit}",
            f"{figure.value:,.4g}{figure.unit}",
            "–" if figure.ratio is None else f"{figure.ratio:.2f}",
            figure.verdict,
        )
    console.print(table)


def write(results: Sequence[Result], path: Path) -> None:
    rows = [
        {"title": result.title, "of": result.base, "against": result.value}
        | asdict(figure)
        | {"ratio": figure.ratio}
        for result in results
        for figure in result.figures
    ]
    path.write_text(json.dumps(rows, indent=2, ensure_ascii=False) + "\n")
