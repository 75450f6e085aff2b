"""Sites to measure: the demo, populated, each with its own data and database."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from . import processes
from .processes import PROJECT_DIR

WORKERS = 2
# What the tests, or whoever calls, set for themselves.
NOT_INHERITED = {
    "DEBUG",
    "DJANGO_SETTINGS_MODULE",
    "EMAIL_HASH_KEY",
    "SECRET_KEY",
    "SITE_URL",
    "TEMPLATE_DEBUG",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    port: int
    pid: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """``database_url`` is '' for SQLite in ``data_dir``."""

    data_dir: Path
    database_url: str

    @property
    def environment(self) -> dict[str, str]:
        inherited = {name: value for name, value in os.environ.items() if name not in NOT_INHERITED}
        return inherited | {
            "DATA_DIR": str(self.data_dir),
            "DATABASE_URL": self.database_url,
            "DJANGO_SETTINGS_MODULE": "newsroom.settings",
            "ENV_FILE": os.devnull,
        }

    def manage(self, *arguments: str) -> None:
        subprocess.run(  # noqa: S603 - the project's own command.
            [sys.executable, "manage.py", *arguments],
            cwd=PROJECT_DIR,
            env=self.environment,
            check=True,
            stdout=subprocess.DEVNULL,
        )

    def ask(self, function: str, **arguments: Any) -> Any:
        """Call a function of this package, named like ``pages.times``, in a process on the site.

        What it takes and returns has to be expressible in JSON.
        """
        answer = self._call(function, arguments, stdout=subprocess.PIPE)
        return json.loads(answer.stdout)

    def show(self, function: str) -> None:
        """Call a function that prints what it has to say."""
        self._call(function, {}, stdout=None)

    @contextmanager
    def talking(self, function: str) -> Iterator[Callable[..., Any]]:
        """Yield what calls a function like ``ask``, each time in the same process."""
        with subprocess.Popen(  # noqa: S603 - the project's own module.
            [sys.executable, "-m", "tests.benchmarks.talker", function],
            cwd=PROJECT_DIR,
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        ) as talker:
            assert talker.stdin is not None
            assert talker.stdout is not None
            hear, tell = talker.stdout.readline, talker.stdin

            def call(**arguments: Any) -> Any:
                tell.write(json.dumps(arguments) + "\n")
                tell.flush()
                return json.loads(hear())

            yield call

    def _call(
        self, function: str, arguments: dict[str, Any], *, stdout: int | None
    ) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(  # noqa: S603 - the project's own module.
            [sys.executable, "-m", "tests.benchmarks.worker", function],
            cwd=PROJECT_DIR,
            env=self.environment,
            check=True,
            input=json.dumps(arguments).encode(),
            stdout=stdout,
        )

    @contextmanager
    def serving(self, *, workers: int = WORKERS) -> Iterator[Server]:
        """Serve the site as README says, once it answers."""
        port = processes.free_port()
        command = [sys.executable, "manage.py", "serve", "--port", str(port)]
        command += ["--workers", str(workers)]
        with processes.running(command, port, environment=self.environment) as pid:
            yield Server(port=port, pid=pid)

    def populate(self, *, articles: int, comments: int, seed: int = 1) -> None:
        """Add so many, unless that was done before; then bring the site up to this version."""
        mark = self.data_dir / f"populated-{articles}-{comments}"
        if mark.exists():
            _update(self)
        else:
            sizes = ("--articles", str(articles), "--comments", str(comments))
            self.manage("populate", *sizes, "--seed", str(seed))
            mark.touch()


@cache
def _update(site: Site) -> None:
    site.manage("demo", "--no-serve")
