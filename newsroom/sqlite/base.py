"""Django's SQLite, with shorter sleeps while another process or thread writes, in a closed file.

SQLite's own wait sleeps longer and longer, up to a tenth of a second, and whoever slept longest is
the least likely to come next. Here whatever wants to write asks some thousand times a second: of a
process's threads one at a time, the others after it, so that under load nobody comes off worst
each time. It holds nothing but its turn to ask, and nobody waits for a turn beyond the timeout, so
that nobody can be hung by it.
"""

import os
import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from random import uniform
from typing import Any, Self, cast

from django.db.backends.sqlite3 import base

# How statements start that take the write lock where no transaction has it.
_WRITES = ("BEGIN IMMEDIATE", "BEGIN EXCLUSIVE", "INSERT ", "UPDATE ", "DELETE ", "REPLACE ")
# Of different lengths, so that those who wait do not ask in step.
_SHORTEST_SLEEP, _LONGEST_SLEEP = 0.0001, 0.0004
# Held while asking; a transaction that has begun does not hold it.
turn = threading.Lock()


class Cursor(base.SQLiteCursorWrapper):
    def execute(self, query: str, params: Any = None) -> Self:
        execute = partial(super().execute, query, params)
        if self.connection.in_transaction or not query.startswith(_WRITES):
            execute()
        else:
            _ask_often(self.connection, execute)
        return self


def _ask_often(connection: sqlite3.Connection, write: Callable[[], object]) -> None:
    """Call ``write`` again and again until the lock is free, else raise what it raised.

    For as long as the connection's own timeout, which does not wait meanwhile.
    """
    (milliseconds,) = connection.execute("PRAGMA busy_timeout").fetchone()
    deadline = time.monotonic() + milliseconds / 1000
    connection.execute("PRAGMA busy_timeout = 0")
    has_turn = turn.acquire(timeout=milliseconds / 1000)
    try:
        while not _is_done(write, is_last=time.monotonic() >= deadline):
            time.sleep(uniform(_SHORTEST_SLEEP, _LONGEST_SLEEP))  # noqa: S311 - no secret.
    finally:
        if has_turn:
            turn.release()
        connection.execute(f"PRAGMA busy_timeout = {milliseconds}")


def _is_done(write: Callable[[], object], *, is_last: bool) -> bool:
    """Call ``write``; return False where it may work later, unless this ``is_last``."""
    try:
        write()
    except sqlite3.OperationalError as error:
        if is_last or not _may_pass(error.sqlite_errorcode):
            raise
        return False
    return True


def _may_pass(code: int) -> bool:
    """Tell whether others are busy; whoever read before their last write waits in vain."""
    return code & 0xFF == sqlite3.SQLITE_BUSY and code != sqlite3.SQLITE_BUSY_SNAPSHOT


def _make_closed(path: str) -> None:
    """Make the file where it is missing, so that no other account may read it.

    SQLite would make it readable to all; the files beside it get the mode that it has. One that is
    there is not opened: to close it again would drop this process's locks on it.
    """
    with suppress(OSError):  # It is there; or SQLite will say what is wrong.
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


class DatabaseWrapper(base.DatabaseWrapper):
    def get_new_connection(self, conn_params: dict[str, Any]) -> sqlite3.Connection:
        path = str(conn_params["database"])
        if not path.startswith("file:") and not self.is_in_memory_db():
            _make_closed(path)
        connection: sqlite3.Connection = super().get_new_connection(conn_params)
        return connection

    def create_cursor(self, name: str | None = None) -> Cursor:
        return cast("Cursor", self.connection.cursor(factory=Cursor))
