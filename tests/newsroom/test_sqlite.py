"""The write lock of SQLite, fought for by threads and a second process on a real file."""

import stat
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Event

import pytest
from django.db import OperationalError
from django.db.backends.utils import CursorWrapper
from django.db.utils import ConnectionHandler

from newsroom.sqlite import base

pytestmark = pytest.mark.django_db

LONG, SHORT = 60, 0.01
ROUNDS = 25
# Takes the write lock, says so, and gives it back when it is told to.
HOLD = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.readline()
connection.execute("COMMIT")
"""
# Counts, reading before it writes, in a process of its own.
COUNT = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=60)
for _ in range(int(sys.argv[2])):
    connection.execute("BEGIN IMMEDIATE")
    (number,) = connection.execute("SELECT number FROM kept").fetchone()
    connection.execute("UPDATE kept SET number = ?", [number + 1])
    connection.execute("COMMIT")
"""


@pytest.fixture
def path(tmp_path):
    path = str(tmp_path / "kept.sqlite3")
    with connected(path) as cursor:
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("CREATE TABLE kept (number integer)")
        cursor.execute("INSERT INTO kept VALUES (0), (0), (0)")
        cursor.execute("DELETE FROM kept WHERE rowid > 1")
    return path


@contextmanager
def connected(path: str, *, timeout: float = LONG) -> Iterator[CursorWrapper]:
    """Yield a cursor of a connection of its own, as Django would use it."""
    database = {"ENGINE": "newsroom.sqlite", "NAME": path, "OPTIONS": {"timeout": timeout}}
    with closing(ConnectionHandler({"default": database})["default"]) as connection:
        yield connection.cursor()


def running(program: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(  # noqa: S603 - the programs above.
        [sys.executable, "-c", program, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


@contextmanager
def held(path: str) -> Iterator[subprocess.Popen[str]]:
    """Have another process hold the write lock; whatever it is sent makes it let go."""
    with running(HOLD, path) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == "held\n"
        yield holder
        holder.communicate("")
    assert holder.returncode == 0


def test_no_other_account_reads_the_file_or_those_beside_it(path):
    with connected(path) as cursor:
        cursor.execute("UPDATE kept SET number = 1")
        modes = {
            file.name: stat.S_IMODE(file.stat().st_mode) for file in Path(path).parent.iterdir()
        }
    assert modes == {f"kept.sqlite3{end}": 0o600 for end in ("", "-wal", "-shm")}


def test_a_file_that_cannot_be_made_is_told_by_sqlite(tmp_path):
    with pytest.raises(OperationalError, match="unable to open"):
        connected(str(tmp_path / "nowhere" / "kept.sqlite3")).__enter__()


@pytest.fixture
def slept(monkeypatch):
    """Return the event that somebody slept for the lock."""
    slept, sleep = Event(), base.time.sleep

    def sleep_and_tell(seconds):
        slept.set()
        sleep(seconds)

    monkeypatch.setattr(base.time, "sleep", sleep_and_tell)
    return slept


def timeout_of(cursor):
    return cursor.execute("PRAGMA busy_timeout").fetchone()[0]


@pytest.mark.parametrize("begin", ["BEGIN IMMEDIATE", "BEGIN EXCLUSIVE", "SELECT 1"])
def test_a_write_comes_through_when_another_process_lets_go(path, slept, begin):
    def write():
        with connected(path) as cursor:
            cursor.execute(begin)
            cursor.execute("UPDATE kept SET number = number + %s", [1])
            if begin.startswith("BEGIN"):
                cursor.execute("COMMIT")

    with ThreadPoolExecutor() as threads, held(path):
        written = threads.submit(write)
        assert slept.wait(LONG)
        assert not written.done()
    written.result()
    with connected(path) as cursor:
        assert cursor.execute("SELECT number FROM kept").fetchone() == (1,)


def test_after_the_connections_timeout_it_fails_as_ever(path, slept):
    with held(path), connected(path, timeout=SHORT) as cursor:
        with pytest.raises(OperationalError, match="database is locked"):
            cursor.execute("BEGIN IMMEDIATE")
        assert slept.is_set()
        assert timeout_of(cursor) == SHORT * 1000
    assert not base.turn.locked()


def test_a_turn_that_never_comes_holds_nobody_up_for_longer(path):
    with base.turn, connected(path, timeout=SHORT) as cursor:
        cursor.execute("UPDATE kept SET number = 5")
        assert cursor.execute("SELECT number FROM kept").fetchone() == (5,)


def test_a_write_leaves_the_connections_timeout_as_it_was(path):
    with connected(path) as cursor:
        cursor.execute("UPDATE kept SET number = 5")
        assert timeout_of(cursor) == LONG * 1000


def test_reading_waits_for_nobody(path, slept):
    with held(path), connected(path) as cursor:
        assert cursor.execute("SELECT number FROM kept").fetchone() == (0,)
    assert not slept.is_set()


def test_what_no_waiting_would_mend_fails_at_once(path, slept):
    with connected(path) as cursor, pytest.raises(OperationalError, match="no such table"):
        cursor.execute("INSERT INTO nowhere VALUES (1)")
    assert not slept.is_set()


def test_who_read_before_the_last_write_does_not_wait_for_what_never_comes(path, slept):
    with connected(path) as reader, connected(path) as writer:
        writer.execute("INSERT INTO kept VALUES (1), (2)")
        reader.execute("SELECT number FROM kept")  # And is not at its end.
        writer.execute("INSERT INTO kept VALUES (3)")
        with pytest.raises(OperationalError, match="database is locked"):
            reader.db.cursor().execute("DELETE FROM kept")
    assert not slept.is_set()


def test_threads_and_another_process_lose_no_write(path):
    def count(_):
        with connected(path) as cursor:
            for _ in range(ROUNDS):
                cursor.execute("BEGIN IMMEDIATE")
                (number,) = cursor.execute("SELECT number FROM kept").fetchone()
                cursor.execute("UPDATE kept SET number = %s", [number + 1])
                cursor.execute("COMMIT")
                cursor.execute("UPDATE kept SET number = number + 1")

    with running(COUNT, path, str(ROUNDS)) as process, ThreadPoolExecutor(4) as threads:
        list(threads.map(count, range(4)))
    assert process.returncode == 0
    with connected(path) as cursor:
        assert cursor.execute("SELECT number FROM kept").fetchone() == (9 * ROUNDS,)
