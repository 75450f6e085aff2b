"""Sites to measure: the demo, populated, each with its own data and database."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HOST = "127.0.0.1"
SECONDS_TO_START, SECONDS_TO_STOP = 60, 30
PROJECT_DIR = Path(__file__).parents[2]
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
    def serving(self) -> Iterator[int]:
        """Serve the site as README says; yield the port, once it answers."""
        port = free_port()
        server = subprocess.Popen(  # noqa: S603 - the project's own command.
            [sys.executable, "manage.py", "serve", "--port", str(port)],
            cwd=PROJECT_DIR,
            env=self.environment,
            stdout=subprocess.DEVNULL,
        )
        try:
            _wait(server, port)
            yield port
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(SECONDS_TO_STOP)

    def populate(self, *, articles: int, comments: int) -> None:
        """Add so many, unless that was done before."""
        mark = self.data_dir / f"populated-{articles}-{comments}"
        if not mark.exists():
            self.manage("populate", "--articles", str(articles), "--comments", str(comments))
            mark.touch()


def free_port() -> int:
    with socket.create_server((HOST, 0)) as probe:
        port: int = probe.getsockname()[1]
        return port


def _wait(server: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while True:
        with socket.socket() as probe:
            if probe.connect_ex((HOST, port)) == 0:
                return
        if server.poll() is not None or time.monotonic() > deadline:
            message = "The site did not start."
            raise RuntimeError(message)
        time.sleep(0.1)
