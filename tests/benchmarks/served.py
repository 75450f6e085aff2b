"""What is measured of a site that is served: which benchmarks there are, and their site."""

import argparse
from collections.abc import Callable

from . import exactness, memory, mixed, posts, scheduled, serving, start
from .figures import Result
from .scale import Ground
from .sites import Site

POSTS = "posts"
ARTICLES = 1_000
# Of one article each; about three in four comments are public.
DISCUSSED, HOT = 270, 13_500

type Measure = Callable[[Site, str, argparse.Namespace], Result]

BENCHMARKS: dict[str, Measure] = {
    "serving": lambda site, database, options: serving.measure(
        site, database, seconds=options.seconds, rounds=options.rounds
    ),
    "mixed": lambda site, database, options: mixed.measure(
        site, database, seconds=options.seconds, rounds=options.rounds
    ),
    "exactness": lambda site, database, options: exactness.measure(
        site, database, changes=options.changes
    ),
    "scheduled": lambda site, database, options: scheduled.measure(site, database),
    POSTS: lambda site, database, options: posts.measure(site, database, number=options.posts),
    "start": lambda site, database, options: start.measure(site, database, rounds=options.rounds),
    "memory": lambda site, database, options: memory.measure(site, database, pages=options.pages),
}


def measure(name: str, ground: Ground, database: str, options: argparse.Namespace) -> Result:
    made = (
        ground.site(database, comments=options.small, name=POSTS)
        if name == POSTS
        else _site(ground, database)
    )
    return BENCHMARKS[name](made, database, options)


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--seconds", type=float, default=2, help="Of each load.")
    parser.add_argument("--rounds", type=int, default=5, help="Of loads and starts, in turns.")
    parser.add_argument("--changes", type=int, default=300, help="Of comments, looked at 8 times.")
    parser.add_argument("--posts", type=int, default=2_000)
    parser.add_argument("--pages", type=int, default=ARTICLES, help="That are kept in memory.")


def _site(ground: Ground, database: str) -> Site:
    """Return a site of a thousand articles, one much and one very much discussed."""
    made = ground.site(database, comments=ARTICLES, articles=ARTICLES, name="served")
    made.populate(articles=1, comments=DISCUSSED, seed=2)
    made.populate(articles=1, comments=HOT, seed=3)
    return made
