"""Whether a kept page is still what the site would answer now, asked of the database at each hit.

Both answers are exact: a change that was committed before the question is seen, whoever made it.
Asked past Django, by a connection of its own: a hit is to cost microseconds.
"""

import datetime as dt
import mmap
import os
import sqlite3
import struct
import threading
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import psycopg
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import pq

NEVER = float("inf")
# The name under which the next moment of the schedule is read beside the numbers.
DUE = ""
MOST_KNOWN = 20_000
# What is never closed. A connection is that of the process from which this one was forked, and to
# close a file drops all locks on it that SQLite holds in this process (POSIX, fcntl).
_LEFT: list[object] = []
# The WAL index begins with two copies of its header, which holds a counter of commits.
HEADER = 2 * 48
INDEX_VERSION = 3_007_000


@dataclass(slots=True, kw_only=True)
class Token:
    """By what a page was made: numbers by version, and until when (seconds since 1970).

    ``seen`` is what it was found to be right by; so long as that holds, numbers need no comparing.
    """

    numbers: Mapping[str, int]
    until: float = NEVER
    seen: object = None


class Freshness(Protocol):
    def confirms(self, token: Token) -> bool:
        """Tell whether nothing that ``token`` names has changed, and nothing is due.

        ``False`` also where the database does not answer: the site itself has to say so, then.
        """

    def forget(self) -> None:
        """Leave the connection to the process from which this one was forked."""


def of(database: BaseDatabaseWrapper) -> Freshness | None:
    """Return what asks ``database``; ``None`` where no other connection can see it."""
    if database.vendor == "postgresql":
        parameters = database.get_connection_params()
        for name in ("pool", "cursor_factory", "context", "prepare_threshold"):
            parameters.pop(name, None)
        return OnPostgreSQL(parameters)
    if database.is_in_memory_db():  # type: ignore[attr-defined]
        return None
    return OnSQLite(str(database.settings_dict["NAME"]))


@dataclass(frozen=True, slots=True)
class _Seen:
    """What was read since the last commit by anybody: ``header`` is how the log began, then."""

    header: bytes
    next_due: float
    numbers: dict[str, int]


_NOTHING = _Seen(b"", 0, {})


class OnSQLite:
    """Reads rows only after some connection has committed something.

    That shows in the header of the WAL index, a file that all connections map into their memory: it
    is what SQLite itself compares to know whether its page cache is still right. The connection
    that is kept here keeps the file from being removed. Without a log of this kind, ``PRAGMA
    data_version`` is asked instead. (https://sqlite.org/walformat.html, 2.1)
    """

    _NUMBER = "SELECT number FROM masthead_pageversion WHERE key = ?"
    _NEXT_DUE = "SELECT next_due_at FROM masthead_publication WHERE id = 1"

    def __init__(self, path: str) -> None:
        self._path = Path(path).resolve()
        self._connection: sqlite3.Connection | None = None
        self._begin()

    def forget(self) -> None:
        if self._connection:
            _LEFT.append(self._connection)
        self._connection = None
        self._begin()

    def _begin(self) -> None:
        self._lock = threading.Lock()
        self._index: mmap.mmap | None = None
        self._seen = _NOTHING

    def confirms(self, token: Token) -> bool:
        seen = self._seen
        index = self._index
        if index is None or index[:HEADER] != seen.header:
            return self._read(token)
        if token.seen is not seen:
            return self._read(token)
        now = time.time()
        return now < token.until and now < seen.next_due

    def _read(self, token: Token) -> bool:
        with self._lock:
            try:
                connection = self._connection or self._open()
                self._look(connection)
                for key in token.numbers.keys() - self._seen.numbers.keys():
                    rows = connection.execute(self._NUMBER, [key])
                    self._seen.numbers[key] = sum(number for (number,) in rows)
            except sqlite3.Error:
                self._seen = _NOTHING
                return False
            seen = self._seen
        if any(seen.numbers[key] != number for key, number in token.numbers.items()):
            return False
        token.seen = seen
        return time.time() < min(token.until, seen.next_due)

    def _look(self, connection: sqlite3.Connection) -> None:
        """Forget what is known if anything was committed since."""
        header = self._header(connection)
        if header == self._seen.header and len(self._seen.numbers) < MOST_KNOWN:
            return
        moments = [moment for (moment,) in connection.execute(self._NEXT_DUE)]
        next_due = min(map(_seconds, moments), default=NEVER)
        self._seen = _Seen(header, next_due, {})

    def _header(self, connection: sqlite3.Connection) -> bytes:
        """Return what is another after each commit."""
        if self._index is not None:
            return self._index[:HEADER]
        ((version,),) = connection.execute("PRAGMA data_version")
        return str(version).encode()

    def _open(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            f"{self._path.as_uri()}?mode=rw",
            uri=True,
            isolation_level=None,
            check_same_thread=False,
        )
        self._connection = connection
        connection.execute("PRAGMA query_only = 1")
        ((mode,),) = connection.execute("PRAGMA journal_mode")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchall()  # Opens the index.
        self._index = _map_index(self._path) if mode == "wal" else None
        return connection


def _map_index(database: Path) -> mmap.mmap | None:
    """Return the WAL index, to be read; ``None`` if it is of a version not known here."""
    file = os.open(database.with_name(f"{database.name}-shm"), os.O_RDONLY | os.O_CLOEXEC)
    index = mmap.mmap(file, HEADER, access=mmap.ACCESS_READ)
    _LEFT.append(index)
    version: int
    (version,) = struct.unpack_from("=I", index)
    return index if version == INDEX_VERSION else None


def _seconds(moment: str | None) -> float:
    """Return the time at which Django's text on SQLite stands; 0 for a schedule never looked at."""
    return dt.datetime.fromisoformat(f"{moment}+00:00").timestamp() if moment else 0


class OnPostgreSQL:
    """Reads the rows at each question, as one small prepared query past psycopg's own layers.

    Each thread has a connection of its own.
    """

    _NAME = b"newsroom_freshness"
    _QUERY = b"""
        SELECT key, number FROM masthead_pageversion WHERE key = ANY($1::text[])
        UNION ALL
        SELECT '', coalesce(extract(epoch FROM next_due_at) * 1000000, 0)::bigint
        FROM masthead_publication WHERE id = 1
    """

    def __init__(self, parameters: dict[str, Any]) -> None:
        self._parameters = parameters
        self.forget()

    def forget(self) -> None:
        self._local = threading.local()

    def confirms(self, token: Token) -> bool:
        try:
            found = self._read(token.numbers)
        except psycopg.Error:
            self._close()
            return False
        next_due = found.pop(DUE, None)
        if any(found.get(key, 0) != number for key, number in token.numbers.items()):
            return False
        until = token.until if next_due is None else min(token.until, next_due / 1_000_000)
        return time.time() < until

    def _read(self, keys: Iterable[str]) -> dict[str, int]:
        """Return the numbers of ``keys``, and when something is due in microseconds."""
        connection = self._connection()
        array = "{" + ",".join(f'"{key}"' for key in keys) + "}"
        result = connection.pgconn.exec_prepared(self._NAME, [array.encode()])
        if result.status != pq.ExecStatus.TUPLES_OK:
            raise psycopg.OperationalError(result.get_error_message())
        rows = range(result.ntuples)
        return {_text(result, row, 0): int(_text(result, row, 1)) for row in rows}

    def _connection(self) -> psycopg.Connection:
        connection: psycopg.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = psycopg.connect(
                **self._parameters | {"application_name": "newsroom pages"}, autocommit=True
            )
            connection.pgconn.prepare(self._NAME, self._QUERY)
            self._local.connection = connection
        return connection

    def _close(self) -> None:
        connection = getattr(self._local, "connection", None)
        self._local.connection = None
        if connection is not None:
            with suppress(psycopg.Error):
                connection.close()


def _text(result: pq.abc.PGresult, row: int, column: int) -> str:
    value = result.get_value(row, column)
    assert value is not None  # Of columns that are never null.
    return value.decode()
