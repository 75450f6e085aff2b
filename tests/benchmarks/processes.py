"""Servers to measure, each started for as long as it is needed, whatever happens meanwhile."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

HOST = "127.0.0.1"
SECONDS_TO_START, SECONDS_TO_STOP = 60, 30
PROJECT_DIR = Path(__file__).parents[2]


@contextmanager
def running(
    command: list[str], port: int, *, environment: Mapping[str, str] | None = None
) -> Iterator[int]:
    """Run a server until the block ends; yield the key of its process, once ``port`` is open.

    Where it does not stop, it is killed with all that it started; where this process is killed,
    it stops (see ``newsroom.child``).
    """
    server = subprocess.Popen(  # noqa: S603 - the benchmarks' own commands.
        [sys.executable, "-m", "newsroom.child", *command],
        cwd=PROJECT_DIR,
        env=environment,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        _wait(server, port)
        yield server.pid
    finally:
        _stop(server)


def free_port() -> int:
    with socket.create_server((HOST, 0)) as probe:
        port: int = probe.getsockname()[1]
        return port


def _wait(server: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while not _is_open(port):
        if server.poll() is not None or time.monotonic() > deadline:
            message = f"{server.args!r} did not start."
            raise RuntimeError(message)
        time.sleep(0.01)


def _is_open(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((HOST, port)) == 0


def _stop(server: subprocess.Popen[bytes]) -> None:
    server.terminate()
    with suppress(subprocess.TimeoutExpired):
        server.wait(SECONDS_TO_STOP)
    with suppress(ProcessLookupError):
        os.killpg(server.pid, signal.SIGKILL)
    server.wait()
