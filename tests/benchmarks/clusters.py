"""A PostgreSQL of the benchmarks' own, with its usual settings, stopped at the end."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

from .processes import HOST, free_port

PROGRAMS = Path("/usr/lib/postgresql")


@contextmanager
def running(directory: Path) -> Iterator[str]:
    """Start the cluster in ``directory``, made where it is missing; yield its URL, ending in /.

    Started by root, it runs as the user postgres, for whom ``directory`` must be within reach.
    """
    programs = _programs()
    if not (directory / "PG_VERSION").exists():
        _make(programs, directory)
    port = free_port()
    options = f"-p {port} -h {HOST} -k {directory}"
    control: list[str | Path] = [programs / "pg_ctl", "--pgdata", directory]
    _run(*control, "--log", directory / "log", "--wait", "start", "--options", options)
    try:
        yield f"postgres://newsroom@{HOST}:{port}/"
    finally:
        _run(*control, "--mode", "fast", "stop")


def make_database(cluster: str, name: str) -> str:
    """Return the URL of the database ``name`` of the ``cluster``, made where it is missing."""
    with psycopg.connect(cluster + "postgres", autocommit=True) as connection:
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if not found.fetchone():
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    return cluster + name


def tidy(database_url: str) -> None:
    """Do at once what the autovacuum of a server does within minutes."""
    with psycopg.connect(database_url, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")


def _programs() -> Path:
    versions = sorted(PROGRAMS.glob("*/bin"), key=lambda path: int(path.parent.name))
    if not versions:
        message = (
            f"There is no PostgreSQL in {PROGRAMS}. Install it, or measure --databases sqlite."
        )
        raise SystemExit(message)
    return versions[-1]


def _make(programs: Path, directory: Path) -> None:
    directory.mkdir()
    if os.getuid() == 0:
        shutil.chown(directory, "postgres")
    _run(
        *(programs / "initdb", "--pgdata", directory, "--username", "newsroom"),
        *("--auth", "trust", "--encoding", "UTF8", "--no-locale"),
    )


def _run(*command: str | Path) -> None:
    """Run a program of PostgreSQL's, which refuses to be run by root."""
    as_postgres = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
    subprocess.run(  # noqa: S603 - the programs above.
        [*as_postgres, *command], check=True, cwd="/", stdout=subprocess.DEVNULL
    )
