"""Watches whatever writes while tests run it: what readers see changed, so a version has to rise.

Watched are requests of Django's test client, management commands, tasks, the schedule and all
functions of the verb modules: the outermost of them is an *act*, at whose end the rows that readers
see are compared with those before its first write. Acts that write nothing of that cost nothing.
"""

import ast
import importlib
import inspect
import re
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, wraps
from pathlib import Path
from typing import Any

from django.core import management
from django.core.management import BaseCommand
from django.db import connection
from django.tasks.base import Task
from django.test import Client

from masthead import versions
from masthead.models import PageVersion

from . import shown

ROOT = Path(__file__).parent.parent
# Transactions: none, and one of which tests can only tell that it is there.
NONE, ANY = "none", "any"
_WRITE = re.compile(r'\s*(?:INSERT(?: OR IGNORE)? INTO|UPDATE|DELETE FROM) "?(\w+)')
_SAVING = {
    "bulk_create",
    "bulk_update",
    "create",
    "delete",
    "get_or_create",
    "save",
    "update",
    "update_or_create",
}
# Every module that writes rows: "verbs" are watched one by one. The others write as a part of
# something that is watched, or nothing that readers see.
VERBS = "verbs"
FORM = "a part of a form of the admin, which is watched"
BELOW = "a part of verbs, which are watched"
WRITERS = {
    "articles.admin.edition": FORM,
    "articles.front": VERBS,
    "articles.publishing": VERBS,
    "articles.translations": VERBS,
    "comments.admin.word_rule": FORM,
    "comments.backlog": VERBS,
    "comments.banning": VERBS,
    "comments.deciding": BELOW,
    "comments.desk.authors": "views, which are watched",
    "comments.desk.preferences": "views, which are watched",
    "comments.editing": VERBS,
    "comments.erasing": VERBS,
    "comments.forgetting": VERBS,
    "comments.models.notice": "preferences, which readers do not see",
    "comments.models.tally": "numbers, which readers do not see",
    "comments.moderation": VERBS,
    "comments.notices": VERBS,
    "comments.notifications": VERBS,
    "comments.numbers": "numbers, which readers do not see",
    "comments.posting": VERBS,
    "comments.proving": VERBS,
    "comments.readers.mine": "views, which are watched",
    "comments.recounting": VERBS,
    "comments.replies": BELOW,
    "comments.reporting": VERBS,
    "comments.ruling": VERBS,
    "comments.subscribing": VERBS,
    "comments.visitor_mail": VERBS,
    "masthead.admin": FORM,
    "masthead.indexing": "the search index, which readers do not see",
    "masthead.inviting": VERBS,
    "masthead.models.publication": "the next moment of the schedule; and FORM",
    "masthead.pictures": VERBS,
    "masthead.versions": "the versions themselves",
    "meetings.admin.sides": FORM,
    "meetings.admin.tenure": FORM,
    "meetings.attending": FORM,
    "meetings.recording": FORM,
    "meetings.tenures": FORM,
    "newsroom.demo.conversations": "a part of the commands demo and populate",
    "newsroom.demo.loading": VERBS,
    "newsroom.demo.record": "a part of the commands demo and populate",
    "newsroom.demo.stories": "a part of the commands demo and populate",
    "newsroom.due": VERBS,
    "newsroom.founding": VERBS,
    "newsroom.populating.inserting": "no rows, but their columns in memory",
    "newsroom.populating.readers": "a part of the command populate",
    "newsroom.populating.saying": "a part of the command populate",
    "newsroom.populating.stories": "a part of the command populate",
    "newsroom.roles": VERBS,
    "newsroom.searching.narrowing": "no rows, but dictionaries",
    "newsroom.searching.rebuilding": VERBS,
}
# Verbs that only call others.
COMPOSED = ("comments.undoing", "newsroom.populating.filling")


class NotRaised(AssertionError):
    """Readers would go on seeing a kept page that is no longer right."""


def modules_that_write() -> set[str]:
    """Return the modules of the site in which a method that writes rows is called."""
    files = (file for name in shown.OURS for file in (ROOT / name).rglob("*.py"))
    return {
        ".".join(file.relative_to(ROOT).with_suffix("").parts)
        for file in files
        if "migrations" not in file.parts and _writes(file.read_text())
    }


def _writes(source: str) -> bool:
    calls = (node.func for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    return any(isinstance(called, ast.Attribute) and called.attr in _SAVING for called in calls)


def install() -> None:
    """Watch from now on, in all tests."""
    for owner, name in ((Client, "request"), (Task, "call")):
        setattr(owner, name, watched(getattr(owner, name)))
    for command in commands().values():
        command.execute = watched(command.execute)  # type: ignore[method-assign]
    for verb in verbs():
        setattr(inspect.getmodule(verb), verb.__name__, watched(verb))


def verbs() -> list[Callable[..., Any]]:
    """Return the public functions of all verb modules."""
    names = [name for name, kind in WRITERS.items() if kind == VERBS]
    modules = [importlib.import_module(name) for name in (*names, *COMPOSED)]
    return [
        function
        for module in modules
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_")
    ]


def commands() -> dict[str, type[BaseCommand]]:
    """Return the site's own management commands, by name."""
    named = management.get_commands()
    return {
        name: type(management.load_command_class(app, name))
        for name, app in named.items()
        if app in shown.OURS
    }


_here = threading.local()


def watched[**P, R](act: Callable[P, R]) -> Callable[P, R]:
    """Return ``act`` so that it raises ``NotRaised`` where it forgets a version."""

    @wraps(act)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        if getattr(_here, "is_acting", False):
            return act(*args, **kwargs)
        _here.is_acting = True
        watch = _Watch()
        try:
            with connection.execute_wrapper(watch):
                result = act(*args, **kwargs)
            watch.compare()
        finally:
            _here.is_acting = False
        return result

    return run


@cache
def _label_by_table() -> dict[str, str]:
    return {shown.models()[label]._meta.db_table: label for label in shown.SHOWN}


class _Watch:
    """Sees every statement of an act; looks at what readers see right before the first write."""

    def __init__(self) -> None:
        self.depth = len(connection.savepoint_ids)
        self.is_outermost = not connection.in_atomic_block
        self.before: shown.Seen = {}
        self.labels: list[str] = []
        self.numbers: dict[str, int] | None = None
        self.wrote: set[str] = set()
        self.raised: dict[str, set[str]] = defaultdict(set)

    def __call__(
        self,
        execute: Callable[..., Any],
        sql: str,
        params: Any,
        many: bool,  # noqa: FBT001
        context: Any,
    ) -> Any:
        found = _WRITE.match(sql)
        if found:
            self._note(found[1], params)
        return execute(sql, params, many, context)

    def _note(self, table: str, params: Any) -> None:
        if table == PageVersion._meta.db_table:
            self._look("")
            for key in filter(lambda value: isinstance(value, str), params or ()):
                self.raised[key].add(self._transaction())
        elif label := _label_by_table().get(table):
            self._look(label)
            self.wrote.add(self._transaction())

    def _look(self, label: str) -> None:
        """See what an app shows before its first row is written; the numbers before all else."""
        with _unlogged():
            if self.numbers is None:
                self.numbers = _numbers()
            if label and label not in self.labels:
                app, _, _ = label.partition(".")
                news = [one for one in shown.SHOWN if one.startswith(f"{app}.")]
                self.labels += news
                for one in news:
                    self.before |= shown.see(one)

    def _transaction(self) -> str:
        """Name the outermost transaction that the act itself opened, where tests can tell."""
        if self.is_outermost:
            return ANY if connection.in_atomic_block else NONE
        return (connection.savepoint_ids[self.depth :] or [NONE])[0] or NONE

    def compare(self) -> None:
        if not self.wrote or connection.needs_rollback:
            return
        after: shown.Seen = {}
        with _unlogged():
            for label in self.labels:
                after |= shown.see(label)
            numbers = _numbers()
        assert self.numbers is not None
        rose = {key for key, number in numbers.items() if number > self.numbers.get(key, 0)}
        for place, keys in shown.owed(self.before, after):
            if versions.SITE not in rose and not keys <= rose:
                message = f"What readers see of {place} changed; raise {', '.join(sorted(keys))}."
                raise NotRaised(message)
            raised = (self.raised[key] & self.wrote for key in (versions.SITE, *keys))
            if not any(transactions - {NONE} for transactions in raised):
                message = f"{place} changed in another transaction than its version."
                raise NotRaised(message)


def _numbers() -> dict[str, int]:
    return dict(PageVersion.objects.values_list("key", "number"))


@contextmanager
def _unlogged() -> Iterator[None]:
    """Ask the database without being counted among a test's queries."""
    was, connection.force_debug_cursor = connection.force_debug_cursor, False
    try:
        yield
    finally:
        connection.force_debug_cursor = was
