"""What ``demo`` and ``setup`` do first: everything a site needs before it has any content."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management import call_command
from rich.console import Console

from . import database, roles, static_files
from .searching import rebuilding


def prepare() -> None:
    """Bring the database, the roles and the static files up to date; may run any time.

    Raises ``database.Unreachable``.
    """
    database.refuse_unreachable()
    with step("Bringing the database up to date"):
        call_command("migrate", interactive=False, verbosity=0)
        roles.sync()
    if rebuilding.is_missing():
        with step("Indexing everything for search"):
            rebuilding.rebuild()
    with step("Collecting stylesheets and scripts"):
        static_files.collect()


@contextmanager
def step(text: str) -> Iterator[None]:
    """Say on standard error what goes on, with something that moves, and how long it took."""
    console = Console(stderr=True, highlight=False)
    started = time.monotonic()
    with console.status(f"{text} …"):
        yield
    console.print(f"{text}: done in {time.monotonic() - started:.1f} s")
