import datetime as dt
import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import connection, transaction
from django.utils import timezone

from masthead import versions
from masthead.models import Publication
from newsroom import freshness
from newsroom.freshness import OnPostgreSQL, OnSQLite, Token

TABLES = """
    CREATE TABLE masthead_pageversion (key text PRIMARY KEY, number integer);
    CREATE TABLE masthead_publication (id integer PRIMARY KEY, next_due_at text);
    INSERT INTO masthead_pageversion VALUES ('site', 1), ('article:1', 1);
    INSERT INTO masthead_publication VALUES (1, '9999-12-31 00:00:00');
"""
SITE_1, BOTH_1 = Token(numbers={"site": 1}), Token(numbers={"site": 1, "article:1": 1})
NEVER_RAISED = Token(numbers={"site": 1, "article:2": 0})


class Database:
    """A SQLite file with the two tables that are asked, written to by a connection of its own."""

    def __init__(self, path: Path, mode: str) -> None:
        self.path = path
        self.writer = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self.writer.execute(f"PRAGMA journal_mode={mode}")
        self.writer.executescript(TABLES)
        self.freshness = OnSQLite(str(path))

    def confirms(self, token: Token = SITE_1) -> bool:
        return self.freshness.confirms(token)

    def raise_(self, key: str) -> None:
        self.writer.execute(
            "UPDATE masthead_pageversion SET number = number + 1 WHERE key = ?", [key]
        )

    def expect(self, moment: dt.datetime | None) -> None:
        text = str(moment).removesuffix("+00:00") if moment else None
        self.writer.execute("UPDATE masthead_publication SET next_due_at = ?", [text])


@pytest.fixture
def make(tmp_path) -> Iterator[Callable[[str], Database]]:
    made: list[Database] = []

    def make_database(mode: str) -> Database:
        database = Database(tmp_path / "odd ?#name.sqlite3", mode)
        made.append(database)
        return database

    yield make_database
    for database in made:
        database.writer.close()
        kept = database.freshness._connection  # noqa: SLF001 - a process has one, to its end.
        if kept:
            kept.close()


@pytest.fixture(params=["wal", "delete"])
def database(request, make: Callable[[str], Database]) -> Database:
    return make(request.param)


def test_nothing_has_changed(database):
    for token in (SITE_1, BOTH_1, NEVER_RAISED, SITE_1):
        assert database.confirms(token)


def test_a_raised_number_is_seen_at_once(database):
    assert database.confirms(BOTH_1)
    database.raise_("article:1")
    assert not database.confirms(BOTH_1)
    assert not database.confirms(BOTH_1)
    assert database.confirms(SITE_1)
    assert database.confirms(Token(numbers={"article:1": 2}))


def test_what_is_not_committed_is_not_seen(database):
    assert database.confirms()
    database.writer.execute("BEGIN")
    database.raise_("site")
    assert database.confirms()
    database.writer.execute("COMMIT")
    assert not database.confirms()


def test_a_commit_of_something_else_changes_nothing(database):
    assert database.confirms()
    database.writer.execute("INSERT INTO masthead_pageversion VALUES ('article:9', 1)")
    assert database.confirms()


def test_a_first_number_is_seen(database):
    assert database.confirms(NEVER_RAISED)
    database.writer.execute("INSERT INTO masthead_pageversion VALUES ('article:2', 1)")
    assert not database.confirms(NEVER_RAISED)


def test_what_is_due_confirms_nothing(database, time_machine):
    now = timezone.now()
    time_machine.move_to(now, tick=False)
    database.expect(now + dt.timedelta(microseconds=1000))
    assert database.confirms()
    time_machine.move_to(now + dt.timedelta(microseconds=1000), tick=False)
    assert not database.confirms()
    assert not database.confirms()


def test_a_schedule_that_was_never_looked_at_confirms_nothing(database):
    assert database.confirms()
    database.expect(None)
    assert not database.confirms()


def test_a_paper_without_a_schedule_is_never_due(database):
    database.writer.execute("DELETE FROM masthead_publication")
    assert database.confirms()


def test_a_page_that_ends_by_the_clock_ends(database, time_machine):
    now = timezone.now()
    time_machine.move_to(now, tick=False)
    ends = Token(numbers={"site": 1}, until=now.timestamp() + 1)
    assert database.confirms(ends)
    assert database.confirms(ends)
    time_machine.shift(1)
    assert not database.confirms(ends)


def test_the_commit_of_another_process_is_seen(database):
    assert database.confirms()
    sql = "UPDATE masthead_pageversion SET number = 7"
    script = f"import sqlite3; sqlite3.connect({str(database.path)!r}, isolation_level=None)"
    subprocess.run(  # noqa: S603 - the lines above.
        [sys.executable, "-c", f"{script}.execute({sql!r})"], check=True
    )
    assert not database.confirms()


def test_no_stale_number_is_confirmed_while_others_write(database):
    """Four readers ask all the time; whatever number they had confirmed was not yet raised."""
    raised, wrong = [1], []

    def read() -> None:
        while raised[0] < 300:
            before = raised[0]
            if before > 1 and database.confirms(Token(numbers={"site": before - 1})):
                wrong.append(before)

    readers = [threading.Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    while raised[0] < 300:
        database.raise_("site")
        raised[0] += 1
    for reader in readers:
        reader.join()
    assert wrong == []


def test_the_log_begins_anew_and_all_is_seen(make):
    database = make("wal")
    for number in range(1, 5):
        assert database.confirms(Token(numbers={"site": number}))
        database.writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        assert database.confirms(Token(numbers={"site": number}))
        database.raise_("site")
        assert not database.confirms(Token(numbers={"site": number}))


def test_an_index_of_another_kind_is_not_read(make, monkeypatch):
    monkeypatch.setattr(freshness, "INDEX_VERSION", 1)
    database = make("wal")
    assert database.confirms()
    database.raise_("site")
    assert not database.confirms()


def test_without_a_database_nothing_is_confirmed_and_none_is_made(tmp_path):
    missing = tmp_path / "missing.sqlite3"
    assert not OnSQLite(str(missing)).confirms(SITE_1)
    assert not missing.exists()


def test_after_a_failure_it_goes_on(database):
    database.writer.execute("ALTER TABLE masthead_pageversion RENAME TO away")
    assert not database.confirms()
    database.writer.execute("ALTER TABLE away RENAME TO masthead_pageversion")
    assert database.confirms()


def test_it_does_not_remember_without_end(database, monkeypatch):
    monkeypatch.setattr(freshness, "MOST_KNOWN", 1)
    for token in (BOTH_1, NEVER_RAISED, Token(numbers={"article:1": 1}), SITE_1):
        assert database.confirms(token)


@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")  # Of the runner's threads.
def test_a_forked_process_has_a_connection_of_its_own(database):
    assert database.confirms()
    child = os.fork()
    if not child:
        database.freshness.forget()
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    database.raise_("site")
    assert not database.confirms()


def test_a_connection_that_is_another_process_s_is_left_alone(database):
    assert database.confirms()
    database.freshness.forget()
    database.freshness.forget()
    database.raise_("site")
    assert not database.confirms()
    left = [one for one in freshness._LEFT if isinstance(one, sqlite3.Connection)]  # noqa: SLF001
    assert left
    for connection_left in left:
        connection_left.close()


def test_a_database_in_memory_cannot_be_asked(db):
    if connection.vendor == "sqlite":
        assert freshness.of(connection) is None
    else:
        assert isinstance(freshness.of(connection), OnPostgreSQL)


def test_a_database_in_a_file_is_asked_there(tmp_path, db):
    file = connection.copy()
    file.vendor, file.settings_dict["NAME"] = "sqlite", tmp_path / "a.sqlite3"
    file.is_in_memory_db = lambda: False
    assert isinstance(freshness.of(file), OnSQLite)


@pytest.fixture
def on_postgresql(transactional_db) -> Iterator[OnPostgreSQL]:
    Publication.objects.create(next_due_at=timezone.now() + dt.timedelta(hours=1))
    asked = freshness.of(connection)
    assert isinstance(asked, OnPostgreSQL)
    yield asked
    asked._close()  # noqa: SLF001 - a process has one, to its end.


@pytest.mark.postgres
def test_postgresql_is_asked_each_time(on_postgresql):
    token = Token(numbers={"site": 0, "article:1": 0})
    assert on_postgresql.confirms(token)
    with transaction.atomic():
        versions.bump(versions.SITE)
        assert on_postgresql.confirms(token)
    assert not on_postgresql.confirms(token)
    assert on_postgresql.confirms(Token(numbers={"site": 1}))


@pytest.mark.postgres
def test_postgresql_tells_what_is_due(on_postgresql):
    token = Token(numbers={"site": 0})
    assert on_postgresql.confirms(token)
    for moment in (None, timezone.now()):
        Publication.objects.update(next_due_at=moment)
        assert not on_postgresql.confirms(token)
    Publication.objects.all().delete()
    assert on_postgresql.confirms(token)
    assert not on_postgresql.confirms(Token(numbers={"site": 0}, until=1))


@pytest.mark.postgres
def test_a_connection_that_breaks_is_made_anew(on_postgresql):
    token = Token(numbers={"site": 0})
    assert on_postgresql.confirms(token)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity"
            " WHERE datname = current_database() AND application_name = 'newsroom pages'"
        )
    assert not on_postgresql.confirms(token)
    assert on_postgresql.confirms(token)


@pytest.mark.postgres
def test_without_postgresql_nothing_is_confirmed(on_postgresql, monkeypatch):
    def refuse(**parameters):
        raise psycopg.OperationalError

    monkeypatch.setattr(psycopg, "connect", refuse)
    assert not on_postgresql.confirms(Token(numbers={"site": 0}))
