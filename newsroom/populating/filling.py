"""Fills the demo with made-up articles and comments, as many as wanted."""

import datetime as dt
from collections.abc import Callable
from itertools import batched
from random import Random

from django.core.management.base import CommandError
from django.db import transaction

from articles.models import Article
from comments import backlog
from masthead import versions
from masthead.models import User
from newsroom import roles
from newsroom.demo import loading
from newsroom.demo.identity import uid

from . import planning, readers
from .prose import Pen
from .saying import Cast, Chronicle
from .stories import Press

BATCH = 5000

type Advance = Callable[[int], object]


class FilledBefore(CommandError):
    """What this seed makes is there already; the message says what to do."""


@transaction.atomic
def fill(size: planning.Size, *, seed: int, end: dt.datetime, advance: Advance) -> None:
    """Add articles and comments of the two years before ``end``: all of them or, if cut off, none.

    An empty site becomes the demo first. The same ``seed``, ``size`` and ``end`` make the same
    texts. ``advance`` is told how many rows are done. Raises ``NotEmpty`` on a site of its own,
    which is never filled, and ``FilledBefore``.
    """
    loading.load()
    first = uid(Article, f"populate/{seed}")
    if Article.objects.filter(uid=first).exists():
        message = f"The seed {seed} was used here before. Give another with --seed to add more."
        raise FilledBefore(message)
    rng = Random(seed)  # noqa: S311 - for texts, not for secrets.
    pen = Pen(rng)
    published = planning.publications(rng, size)
    planned = planning.plan(rng, size, published)
    editor = User.objects.get(username=roles.EDITOR)
    articles = Press(rng, pen, seed=seed, by=editor).publish(
        [end + dt.timedelta(seconds=at) for at in published], first=first, advance=advance
    )
    cast = Cast(
        articles=articles,
        readers=readers.make(rng, pen, number=size.authors, seed=seed, advance=advance),
        moderators=(User.objects.get(username=roles.MODERATOR), editor),
    )
    chronicle = Chronicle(rng, pen, cast, end=end)
    for batch in batched(planned, BATCH, strict=False):
        chronicle.write(batch)
        advance(len(batch))
    chronicle.finish()
    versions.bump(versions.SITE, versions.COMMENTS)
    backlog.look(end)
