"""A real site for the browser tests: the demo, served as README says, with its own data."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path

PROJECT_DIR = Path(__file__).parents[2]
SECONDS_TO_START = 60
SECONDS_TO_STOP = 30


class Site:
    """The demo under ``data_dir``; ``start`` and ``kill`` may follow each other.

    ``database_url`` is '' for SQLite in ``data_dir``.
    """

    def __init__(self, data_dir: Path, database_url: str = "") -> None:
        self.data_dir = data_dir
        self._database_url = database_url
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._server: subprocess.Popen[bytes] | None = None

    def manage(self, *arguments: str) -> None:
        subprocess.run(  # noqa: S603 - the project's own command.
            [sys.executable, "manage.py", *arguments],
            cwd=PROJECT_DIR,
            env=self.environment,
            check=True,
            stdout=subprocess.DEVNULL,
        )

    def prepare(self) -> None:
        self.manage("demo", "--no-serve")

    def start(self) -> None:
        """Serve the site; return once it answers."""
        self._server = subprocess.Popen(  # noqa: S603 - the project's own command.
            [sys.executable, "manage.py", "serve", "--port", str(self.port)],
            cwd=PROJECT_DIR,
            env=self.environment,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )
        deadline = time.monotonic() + SECONDS_TO_START
        while not self._answers():
            if self._server.poll() is not None or time.monotonic() > deadline:
                message = "The site did not start."
                raise RuntimeError(message)
            time.sleep(0.1)

    def stop(self) -> int:
        """Stop the site as Ctrl-C does; return its exit code."""
        assert self._server is not None
        self._server.send_signal(signal.SIGINT)
        return self._server.wait(SECONDS_TO_STOP)

    def kill(self) -> None:
        """End every process of the site at once, as a power cut does."""
        assert self._server is not None
        family = [self._server.pid, *_descendants(self._server.pid)]
        # Children first: none is to be told of its parent's end and stop in good order.
        for pid in reversed(family):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self._server.wait(SECONDS_TO_STOP)
        while self._answers():
            time.sleep(0.05)

    def letters(self, *, containing: str) -> str:
        """Return all mail that the site has sent, once there is some with those words."""
        deadline = time.monotonic() + SECONDS_TO_START
        while True:
            files = sorted((self.data_dir / "mail").iterdir())
            mail = "".join(file.read_text() for file in files)
            if containing in mail:
                return mail
            if time.monotonic() > deadline:
                message = f"No mail with {containing} was sent."
                raise RuntimeError(message)
            time.sleep(0.1)

    def accounts(self) -> dict[str, str]:
        """Return the demo's passwords by user name."""
        lines = (self.data_dir / "demo-accounts.txt").read_text().splitlines()
        return dict(line.split() for line in lines)

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/healthz", timeout=5):  # noqa: S310 - http, above.
                return True
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return False

    @property
    def environment(self) -> dict[str, str]:
        """Return this process's environment without what the tests set for themselves."""
        ours = {
            "DATABASE_URL",
            "DJANGO_SETTINGS_MODULE",
            "EMAIL_HASH_KEY",
            "SECRET_KEY",
            "SITE_URL",
            "TEMPLATE_DEBUG",
        }
        inherited = {name: value for name, value in os.environ.items() if name not in ours}
        return inherited | {
            "DATA_DIR": str(self.data_dir),
            "DATABASE_URL": self._database_url,
            "SITE_URL": self.url,
        }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _descendants(pid: int) -> list[int]:
    """Return the processes below ``pid``, from Linux's own record of them."""
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            found += [int(child), *_descendants(int(child))]
    return found
