"""What screening costs: a comment of 1,500 characters under none, 50 and 5,000 word rules."""

import datetime as dt
from collections.abc import Callable
from functools import partial
from statistics import median
from time import perf_counter

from rich.console import Console
from rich.table import Table

from comments.models.policy import DEFAULTS
from comments.origin import Origin
from comments.screening import screen
from comments.submission import Limits, Post, Submission
from comments.words import Matcher, Rule

RUNS = 200
RULES = (0, 50, 5_000)
LENGTH = 1_500
SENTENCE = (
    "The ministers met for two days, and what they agreed on nobody will say before the summer; "
    "one would like to know who pays for the harbour. "
)
TEXTS = {
    "plain": SENTENCE,
    "disguised": "The m1nisters meeeet for tw0 d\u0430ys \u200band a$k who p@ys f\u00f6r it. ",
    "found throughout": "The word77x and word78 phrase and anything78 again and word79x. ",
}


def main() -> None:
    """Print the medians and, beside them, how often the time without rules each is."""
    title = f"Screening a comment of {LENGTH:,} characters, median of {RUNS} runs"
    table = Table("", *(f"{number:,} rules" for number in RULES), title=title, title_justify="left")
    for name, sentence in TEXTS.items():
        text = (sentence * LENGTH)[:LENGTH]
        costs = [_cost(_submission(text, matcher)) for matcher in map(_matcher, RULES)]
        table.add_row(name, *(f"{cost * 1000:.2f} ms, {cost / costs[0]:.1f} x" for cost in costs))
    made = (_timed(partial(_matcher, number), runs=3) for number in RULES)
    table.add_row("making the matcher, once", *(f"{seconds * 1000:.1f} ms" for seconds in made))
    Console().print(table)


def _matcher(number: int) -> Matcher:
    """Return rules of which every third is a phrase and every fifth has a star."""
    return Matcher(
        Rule(pk=key, words=_words(key), action="hold", is_whole=key % 7 > 0)
        for key in range(number)
    )


def _words(key: int) -> str:
    if key % 5 == 0:
        return f"any*{key}"
    return f"word{key} phrase" if key % 3 == 0 else f"word{key}x"


def _submission(text: str, matcher: Matcher) -> Submission:
    limits = {name: DEFAULTS[name] for name in Limits.__slots__ if name != "policies"}
    return Submission(
        post=Post(
            text=text,
            name="Ana",
            email="ana@mail.example",
            parent=None,
            honeypot="",
            seconds=None,
            origin=Origin.OWN,
        ),
        limits=Limits(**limits, policies=dict.fromkeys(limits)),
        now=dt.datetime(2026, 12, 1, tzinfo=dt.UTC),
        article=1,
        section=None,
        matcher=matcher,
    )


def _cost(submission: Submission) -> float:
    return _timed(lambda: screen(submission), runs=RUNS)


def _timed(run: Callable[[], object], *, runs: int) -> float:
    """Return the median time of ``runs``, in seconds."""
    times = []
    for _ in range(runs):
        start = perf_counter()
        run()
        times.append(perf_counter() - start)
    return median(times)
