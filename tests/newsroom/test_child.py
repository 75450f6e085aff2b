import ctypes
import os
import runpy
import signal
import subprocess
import sys
import textwrap

import pytest

from newsroom import child

PARENT = """
import subprocess, sys
became = [sys.executable, "-c", "print('here', flush=True); import time; time.sleep(60)"]
subprocess.Popen([sys.executable, "-m", "newsroom.child", *became])
sys.stdin.read()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="Only Linux tells a child of its parent's end.")
def test_it_ends_when_its_parent_is_killed():
    command = [sys.executable, "-c", textwrap.dedent(PARENT)]
    with subprocess.Popen(  # noqa: S603
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as parent:
        assert parent.stdout
        assert parent.stdout.readline() == b"here\n"
        parent.send_signal(signal.SIGKILL)
        assert parent.stdout.read() == b""  # The child held the other end of the pipe.


class Library:
    """Stands for the C library: notes what it is called with."""

    def __init__(self) -> None:
        self.calls: list[tuple[int, int]] = []

    def prctl(self, option: int, value: int) -> None:
        self.calls.append((option, value))


@pytest.fixture
def library(monkeypatch) -> Library:
    library = Library()
    monkeypatch.setattr(ctypes, "CDLL", lambda name: library)
    return library


@pytest.fixture
def executed(monkeypatch) -> list[tuple[str, list[str]]]:
    executed: list[tuple[str, list[str]]] = []
    monkeypatch.setattr(os, "execv", lambda *arguments: executed.append(arguments))
    return executed


def test_it_becomes_the_command(library, executed, monkeypatch):
    monkeypatch.setattr(sys, "argv", ["child.py", "/bin/true", "-x"])
    runpy.run_path(child.__file__, run_name="__main__")
    assert executed == [("/bin/true", ["/bin/true", "-x"])]
    assert library.calls == [(child.PR_SET_PDEATHSIG, signal.SIGTERM)]


def test_elsewhere_than_on_linux_the_command_is_just_run(library, executed, monkeypatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    child.become(["/bin/true"])
    assert executed
    assert not library.calls
