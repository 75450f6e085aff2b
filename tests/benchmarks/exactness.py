"""What readers see right after another process changed it: it has to be what was decided."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import cycle, islice
from random import Random

from . import client
from .figures import Result, none_of
from .sites import Site

COMMENTS, GETS = 8, 8


@dataclass(slots=True, kw_only=True)
class Watched:
    """A comment that is approved and removed in turn; ``paths`` are the pages that show it."""

    pk: int
    text: str
    paths: Sequence[str]
    is_public: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    answers: int
    missing: int  # A comment that had been approved.
    left: int  # A comment that had been removed.


def measure(site: Site, database: str, *, changes: int) -> Result:
    """Have a moderator's process make so many ``changes``, and look at once after each."""
    watched = [Watched(**comment) for comment in site.ask("moderating.prepare", articles=COMMENTS)]
    with (
        site.serving() as server,
        site.talking("moderating.change") as change,
        ThreadPoolExecutor(GETS) as pool,
    ):

        def look(paths: Sequence[str]) -> list[str]:
            return [page.text for page in pool.map(partial(client.page, server.port), paths)]

        counted = count(watched, change, look, changes=changes)
    return Result(
        title=f"{changes} changes by another process on {database}, and {GETS} looks after each",
        base="answers",
        value="wrong ones",
        figures=(
            none_of("approved and not there", counted.answers, counted.missing),
            none_of("removed and still there", counted.answers, counted.left),
        ),
    )


def count(
    watched: Sequence[Watched],
    change: Callable[..., object],
    look: Callable[[Sequence[str]], list[str]],
    *,
    changes: int,
) -> Count:
    """``look`` returns the pages at some paths; each is in vain unless they were kept before."""
    rng, answers, missing, left = Random(1), 0, 0, 0  # noqa: S311 - to choose comments.
    for comment in watched:
        look([*comment.paths] * 2)
    for _ in range(changes):
        comment = rng.choice(watched)
        comment.is_public = not comment.is_public
        change(pk=comment.pk, is_public=comment.is_public)
        texts = look(list(islice(cycle(comment.paths), GETS)))
        answers += len(texts)
        shown = sum(comment.text in text for text in texts)
        missing += len(texts) - shown if comment.is_public else 0
        left += 0 if comment.is_public else shown
    return Count(answers=answers, missing=missing, left=left)
