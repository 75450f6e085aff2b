from argparse import ArgumentTypeError
from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from newsroom import preparation
from newsroom.populating import filling
from newsroom.populating.planning import Size

MOST = 10_000_000


class Command(BaseCommand):
    help = (
        "Fill the demo with made-up articles and comments, to see how it does with very many. "
        "A site that is not the demo is refused; an empty one becomes the demo first."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--articles", type=_from(1), default=100, help="Default: 100.")
        parser.add_argument("--comments", type=_from(0), default=1000, help="Default: 1000.")
        parser.add_argument(
            "--seed", type=_from(0), default=1, help="Another makes others. Default: 1."
        )

    def handle(self, *args: Any, articles: int, comments: int, seed: int, **options: Any) -> None:
        preparation.prepare()
        size = Size(articles=articles, comments=comments)
        today = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)
        with _progress() as progress:
            task = progress.add_task("Populating", total=articles + size.authors + comments)
            filling.fill(
                size, seed=seed, end=today, advance=lambda rows: progress.advance(task, rows)
            )
        self.stdout.write(f"Added {articles} articles and {comments} comments.")


def _progress() -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    return Progress(*columns, TimeRemainingColumn(), console=Console(stderr=True))


def _from(least: int) -> Callable[[str], int]:
    def number(text: str) -> int:
        if not text.isdecimal() or not least <= int(text) <= MOST:
            message = f"{text} is no number from {least} to {MOST}"
            raise ArgumentTypeError(message)
        return int(text)

    return number
