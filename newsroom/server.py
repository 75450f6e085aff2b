"""Runs the web server and the task worker side by side until a signal comes or one of them ends."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from ipaddress import ip_address
from types import FrameType

from django.core.management.base import CommandError

from . import due, granian
from .data_dir import PROJECT_DIR

HOST = "127.0.0.1"
APPLICATION = "newsroom.wsgi:application"
PORTS = range(1, 65536)
# With so few of glibc's heaps, threads leave less unused; Python's own objects lie elsewhere.
_LEAN = {"MALLOC_ARENA_MAX": "2"}
# Longer than Granian waits before it kills a worker of its own.
GRACE_SECONDS = 15
SECONDS_BETWEEN_LOOKS = 0.1
# One that ends by itself and may be started again waits so long before; twice as long each time,
# until it has stayed.
SHORTEST_PAUSE, LONGEST_PAUSE = 1.0, 60.0
type Child = subprocess.Popen[bytes]

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class CannotBind(CommandError):
    """The port is taken or not allowed; the message says what to do."""


def refuse_port(port: int, host: str = HOST) -> None:
    """Raise ``CannotBind`` unless ``port`` is free: Granian would share it with another server."""
    if port not in PORTS:
        message = f"{port} is no port. Choose one from {PORTS[0]} to {PORTS[-1]} with --port."
        raise CannotBind(message)
    with _probe(host) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            options = "--port" if host == HOST else "--port or --host"
            where = origin(port, host)
            message = f"Cannot serve on {where} ({error.strerror}). Choose another with {options}."
            raise CannotBind(message) from error


def address(port: int, host: str = HOST) -> str:
    """Return where the site is: ``SITE_URL`` where it is set, else where ``serve`` binds."""
    is_everywhere = ip_address(host).is_unspecified
    own = origin(port, HOST if is_everywhere else host)
    return (os.environ.get("SITE_URL") or own).rstrip("/")


def origin(port: int, host: str = HOST) -> str:
    """Write an address and a port as the start of a URL."""
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def serve(port: int, *, workers: int, announce: Callable[[], object], host: str = HOST) -> int:
    """Serve until a signal comes; return the exit code, 0 for a clean stop.

    ``announce`` is called once the server answers. What is due is carried out meanwhile.
    """
    stopped = threading.Event()
    schedule = threading.Thread(target=due.watch, args=[stopped], daemon=True)
    schedule.start()
    try:
        return supervise(
            _commands(port, workers, host),
            environment=_LEAN | os.environ | {"SITE_URL": address(port, host)},
            is_ready=lambda: _answers(port, host),
            announce=announce,
            # It ends when the database is away for longer than a moment; pages go on.
            restarted={"task worker"},
        )
    finally:
        stopped.set()
        schedule.join()


def _commands(port: int, workers: int, host: str) -> dict[str, list[str]]:
    return {
        "web server": granian.command(APPLICATION, port=port, workers=workers, host=host),
        "task worker": [sys.executable, "manage.py", "db_worker", "--no-reload", "--skip-checks"],
    }


def _answers(port: int, host: str) -> bool:
    with _probe(host) as probe:
        return probe.connect_ex((host, port)) == 0


def _probe(host: str) -> socket.socket:
    return socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)


def supervise(
    commands: dict[str, list[str]],
    *,
    environment: dict[str, str],
    is_ready: Callable[[], bool],
    announce: Callable[[], object],
    restarted: Collection[str] = (),
    grace: float = GRACE_SECONDS,
) -> int:
    """Run the named ``commands`` until a signal comes or one of them ends, then stop them all.

    Those named in ``restarted`` are started again instead, after a pause. Each gets exactly one
    signal, ``grace`` seconds to end, and is then killed. Returns 0 where a signal came and all
    ended in time, else 1. Must run in the main thread.
    """
    with _caught(SIGNALS) as signals:
        posts = [
            _Post(name, command, environment, may_restart=name in restarted)
            for name, command in commands.items()
        ]
        is_announced = False
        while not signals and all(post.is_filled() for post in posts):
            if not is_announced and is_ready():
                announce()
                is_announced = True
            time.sleep(SECONDS_BETWEEN_LOOKS)
        was_asked = bool(signals)
        for post in posts:
            if not was_asked and post.has_failed():
                code = post.child.returncode
                sys.stderr.write(f"The {post.name} ended by itself ({code}); stopping.\n")
        return 0 if _stop({post.name: post.child for post in posts}, grace) and was_asked else 1


class _Post:
    """A place that a child holds; when it leaves, another is started, where that is allowed."""

    def __init__(
        self, name: str, command: list[str], environment: dict[str, str], *, may_restart: bool
    ) -> None:
        self.name = name
        self.command = command
        self.environment = environment
        self.may_restart = may_restart
        self.pause = SHORTEST_PAUSE
        self.empty_until: float | None = None
        self._start()

    def has_failed(self) -> bool:
        return self.child.poll() is not None and not self.may_restart

    def is_filled(self) -> bool:
        """Tell whether all is well, having started what is to be started by now."""
        if self.child.poll() is None:
            return True
        if not self.may_restart:
            return False
        now = time.monotonic()
        if self.empty_until is None:
            self._leave_empty(now)
        elif now >= self.empty_until:
            self._start()
        return True

    def _leave_empty(self, now: float) -> None:
        has_stayed = now - self.started_at > LONGEST_PAUSE
        self.pause = SHORTEST_PAUSE if has_stayed else self.pause
        self.empty_until = now + self.pause
        sys.stderr.write(
            f"The {self.name} ended by itself ({self.child.returncode}); "
            f"it is started again in {self.pause:g} s.\n"
        )
        self.pause = min(2 * self.pause, LONGEST_PAUSE)
        _kill_session(self.child)

    def _start(self) -> None:
        self.child = _start(self.command, self.environment)
        self.started_at = time.monotonic()
        self.empty_until = None


@contextmanager
def _caught(wanted: tuple[signal.Signals, ...]) -> Iterator[list[int]]:
    """Collect the signals that come, in place of what they did before."""
    caught: list[int] = []

    def note(number: int, frame: FrameType | None) -> None:
        caught.append(number)

    before = {number: signal.signal(number, note) for number in wanted}
    try:
        yield caught
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _start(command: list[str], environment: dict[str, str]) -> Child:
    """Start a command in a session of its own: a terminal's Ctrl-C reaches only this process."""
    child = [sys.executable, "-m", "newsroom.child", *command]
    return subprocess.Popen(  # noqa: S603 - serve's own commands.
        child, cwd=PROJECT_DIR, env=environment, start_new_session=True
    )


def _stop(children: dict[str, Child], grace: float) -> bool:
    """Have the children end, with all that they started; return whether none had to be killed."""
    deadline = time.monotonic() + grace
    for child in children.values():
        child.send_signal(signal.SIGTERM)
    was_clean = True
    for name, child in children.items():
        try:
            child.wait(max(0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            sys.stderr.write(f"The {name} did not stop and is killed.\n")
            was_clean = False
        _kill_session(child)
    return was_clean


def _kill_session(child: Child) -> None:
    """Kill whatever is left of a child's session, such as workers whose server was killed."""
    with suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()
