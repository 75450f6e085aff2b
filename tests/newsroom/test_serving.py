"""The whole house at work: real processes, a real port, a terminal."""

import os
import pty
import re
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsroom import data_dir, due, server

MANAGE = [sys.executable, str(data_dir.PROJECT_DIR / "manage.py")]
NOT_FOR_CHILDREN = ("DATABASE_URL", "SITE_URL", "TEMPLATE_DEBUG", "DJANGO_SETTINGS_MODULE")


@pytest.fixture(scope="module")
def environment(tmp_path_factory) -> dict[str, str]:
    """Return an environment in which the demo is prepared."""
    inherited = {name: os.environ[name] for name in os.environ if name not in NOT_FOR_CHILDREN}
    environment = inherited | {"DATA_DIR": str(tmp_path_factory.mktemp("served"))}
    subprocess.run([*MANAGE, "demo", "--no-serve"], check=True, env=environment)  # noqa: S603
    return environment


def get(port: int, path: str, host: str = "127.0.0.1") -> str:
    with urllib.request.urlopen(f"http://{host}:{port}{path}") as response:
        text: str = response.read().decode()
        return text


def test_it_serves_pages_and_their_stylesheets(environment, unused_port, monkeypatch):
    pages = []

    def read_and_stop() -> None:
        pages.append(get(unused_port, "/"))
        stylesheet = next(word for word in pages[0].split('"') if word.endswith(".css"))
        pages.append(get(unused_port, stylesheet))
        signal.raise_signal(signal.SIGTERM)

    monkeypatch.setattr(os, "environ", environment)
    monkeypatch.setattr(due, "SECONDS_BETWEEN_LOOKS", 600)
    assert server.serve(unused_port, workers=1, announce=read_and_stop) == 0
    assert "The Meridian Record" in pages[0]
    assert "{" in pages[1]


def test_it_listens_on_the_host_alone(environment, unused_port, monkeypatch):
    pages = []

    def read_and_stop() -> None:
        pages.append(get(unused_port, "/healthz", "127.0.0.2"))
        server.refuse_port(unused_port)
        signal.raise_signal(signal.SIGTERM)

    monkeypatch.setattr(os, "environ", environment | {"ALLOWED_HOSTS": "127.0.0.2"})
    monkeypatch.setattr(due, "SECONDS_BETWEEN_LOOKS", 600)
    host = "127.0.0.2"
    assert server.serve(unused_port, workers=1, announce=read_and_stop, host=host) == 0
    assert pages == ["ok\n"]


def children(pid: int) -> list[int]:
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def test_workers_share_what_was_loaded_before_them(environment, unused_port, monkeypatch):
    shared = []

    def look_and_stop() -> None:
        get(unused_port, "/healthz")
        commands = {one: Path(f"/proc/{one}/cmdline").read_text() for one in children(os.getpid())}
        [web_server] = [one for one, said in commands.items() if "newsroom.web_server" in said]
        for worker in children(web_server):
            rollup = Path(f"/proc/{worker}/smaps_rollup").read_text()
            shared.extend(int(kib) for kib in re.findall(r"Shared_Dirty: +(\d+) kB", rollup))
        signal.raise_signal(signal.SIGTERM)

    monkeypatch.setattr(os, "environ", environment)
    monkeypatch.setattr(due, "SECONDS_BETWEEN_LOOKS", 600)
    assert server.serve(unused_port, workers=2, announce=look_and_stop) == 0
    assert len(shared) == 2
    assert min(shared) > 20 * 1024


@pytest.fixture
def terminal(environment, unused_port) -> Iterator[tuple[int, "subprocess.Popen[bytes]"]]:
    """Return a terminal in which ``manage.py serve`` answers."""
    end, own_end = pty.openpty()
    command = [*MANAGE, "serve", "--port", str(unused_port), "--workers", "1"]
    with subprocess.Popen(  # noqa: S603
        [sys.executable, "-c", IN_TERMINAL, *command],
        env=environment,
        stdin=own_end,
        stdout=own_end,
        stderr=own_end,
        start_new_session=True,
    ) as process:
        os.close(own_end)
        yield end, process
        process.kill()
    os.close(end)


# Makes standard input the terminal that Ctrl-C is typed at.
IN_TERMINAL = """
import fcntl, os, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execv(sys.argv[1], sys.argv[1:])
"""


def read_until(end: int, wanted: str) -> str:
    said = ""
    while wanted not in said:
        said += os.read(end, 1024).decode()
    return said


def test_ctrl_c_stops_everything_cleanly(terminal, unused_port):
    end, process = terminal
    assert "WARNING" not in read_until(end, "Ctrl-C stops it.")
    started = children(process.pid)
    assert len(started) == 2  # The web server and the task worker.
    os.write(end, b"\x03")
    assert process.wait() == 0
    assert not [pid for pid in started if Path(f"/proc/{pid}").exists()]
    server.refuse_port(unused_port)
