import os
import select
import signal
import socket
import sys

import pytest

from newsroom import due, server

STAYS = "import time; time.sleep(60)"
NOTES_SIGNALS = """
import pathlib, signal, sys, time
def note(number, frame):
    with open({file!r}, "a") as stream:
        stream.write(f"{{number}} ")
    sys.exit()
signal.signal(signal.SIGINT, note)
signal.signal(signal.SIGTERM, note)
pathlib.Path({file!r}).touch()
time.sleep(60)
"""
DEAF = """
import pathlib, signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
pathlib.Path({file!r}).touch()
time.sleep(60)
"""
LEAVES_A_CHILD = """
import subprocess, sys
subprocess.Popen([sys.executable, "-c", {code!r}])
import time; time.sleep(60)
"""
HOLDS_A_PIPE = "import signal; signal.signal(15, signal.SIG_IGN); open({pipe!r}, 'w'); "


def supervise(code: str, *, is_ready=lambda: True, announce=lambda: None, grace=10.0) -> int:
    commands = {"program": [sys.executable, "-c", code]}
    return server.supervise(
        commands,
        environment=dict(os.environ),
        is_ready=is_ready,
        announce=announce,
        grace=grace,
    )


def interrupt() -> None:
    signal.raise_signal(signal.SIGINT)


def test_a_signal_is_a_clean_end():
    assert supervise(STAYS, announce=interrupt) == 0


def test_a_child_gets_one_signal_however_many_come(tmp_path):
    file = tmp_path / "signals"

    def interrupt_twice() -> None:
        interrupt()
        signal.raise_signal(signal.SIGTERM)

    code = NOTES_SIGNALS.format(file=str(file))
    assert supervise(code, is_ready=file.exists, announce=interrupt_twice) == 0
    assert file.read_text() == f"{signal.SIGTERM:d} "


def test_the_handlers_of_before_are_put_back():
    before = signal.getsignal(signal.SIGTERM)
    supervise(STAYS, announce=interrupt)
    assert signal.getsignal(signal.SIGTERM) is before


def test_one_that_ends_by_itself_stops_the_rest(tmp_path, capfd):
    file = tmp_path / "signals"
    python = [sys.executable, "-c"]
    waits = f"import os, time\nwhile not os.path.exists({str(file)!r}): time.sleep(.01)\n"
    code = server.supervise(
        {
            "short one": [*python, waits + "raise SystemExit(3)"],
            "long one": [*python, NOTES_SIGNALS.format(file=str(file))],
        },
        environment=dict(os.environ),
        is_ready=lambda: False,
        announce=lambda: None,
    )
    assert code == 1
    assert file.read_text() == f"{signal.SIGTERM:d} "
    assert "The short one ended by itself (3); stopping." in capfd.readouterr().err


def test_one_that_may_is_started_again_with_longer_and_longer_pauses(tmp_path, capfd, monkeypatch):
    monkeypatch.setattr(server, "SHORTEST_PAUSE", 0.15)
    file = tmp_path / "starts"
    code = f"open({str(file)!r}, 'a').write('x'); raise SystemExit(3)"
    exit_code = server.supervise(
        {"worker": [sys.executable, "-c", code]},
        environment=dict(os.environ),
        is_ready=lambda: file.exists() and len(file.read_text()) > 2,
        announce=interrupt,
        restarted={"worker"},
    )
    assert exit_code == 0
    said = capfd.readouterr().err
    assert all(f"(3); it is started again in {pause} s." in said for pause in ("0.15", "0.3"))


def test_one_that_stayed_is_started_again_soon(tmp_path, capfd, monkeypatch):
    monkeypatch.setattr(server, "SHORTEST_PAUSE", 0.01)
    monkeypatch.setattr(server, "LONGEST_PAUSE", 0.0)
    file = tmp_path / "starts"
    code = f"open({str(file)!r}, 'a').write('x')"
    server.supervise(
        {"worker": [sys.executable, "-c", code]},
        environment=dict(os.environ),
        is_ready=lambda: file.exists() and len(file.read_text()) > 2,
        announce=interrupt,
        restarted={"worker"},
    )
    assert capfd.readouterr().err.count("again in 0.01 s.") >= 2


def test_one_that_does_not_stop_is_killed(tmp_path, capfd):
    file = tmp_path / "ready"
    code = DEAF.format(file=str(file))
    assert supervise(code, is_ready=file.exists, announce=interrupt, grace=0.1) == 1
    assert "The program did not stop and is killed." in capfd.readouterr().err


def test_nothing_that_a_child_started_is_left(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    grandchild = HOLDS_A_PIPE.format(pipe=str(pipe)).replace("open(", "f = open(")
    grandchild += "f.write('x'); f.flush(); " + STAYS
    is_there = lambda: bool(select.select([reader], [], [], 0)[0])  # noqa: E731
    supervise(LEAVES_A_CHILD.format(code=grandchild), is_ready=is_there, announce=interrupt)
    assert os.read(reader, 9) == b"x"
    assert select.select([reader], [], [], 10)[0], "Somebody still holds the pipe."
    assert os.read(reader, 9) == b""
    os.close(reader)


def test_a_taken_port_is_refused():
    with socket.create_server((server.HOST, 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(server.CannotBind, match=f"{port}.*in use.*--port"):
            server.refuse_port(port)


@pytest.mark.parametrize("port", [-1, 0, 65536])
def test_what_is_no_port_is_refused(port):
    with pytest.raises(server.CannotBind, match="no port"):
        server.refuse_port(port)


def test_a_free_port_is_not_refused(unused_port):
    server.refuse_port(unused_port)


def test_a_port_taken_on_one_address_is_free_on_another():
    with socket.create_server(("127.0.0.2", 0)) as taken:
        port = taken.getsockname()[1]
        server.refuse_port(port)
        with pytest.raises(server.CannotBind, match=f"127.0.0.2:{port}.*--port or --host"):
            server.refuse_port(port, "127.0.0.2")


def test_an_address_of_another_machine_is_refused(unused_port):
    with pytest.raises(server.CannotBind, match=r"\[2001:db8::1\].*--host"):
        server.refuse_port(unused_port, "2001:db8::1")


def test_the_address_is_where_it_binds_unless_set(monkeypatch):
    monkeypatch.delenv("SITE_URL")
    assert server.address(8123) == "http://127.0.0.1:8123"
    assert server.address(8123, "192.0.2.7") == "http://192.0.2.7:8123"
    everywhere = "0.0.0.0"  # noqa: S104 - Nothing is bound.
    assert server.address(8123, everywhere) == "http://127.0.0.1:8123"
    monkeypatch.setenv("SITE_URL", "https://paper.example/")
    assert server.address(8123) == "https://paper.example"


def test_the_processes_are_told_the_address(monkeypatch, tmp_path, unused_port):
    file = tmp_path / "address"
    tell = f"import os, pathlib; pathlib.Path({str(file)!r}).write_text(os.environ['SITE_URL'])"
    monkeypatch.delenv("SITE_URL")
    monkeypatch.setattr(server, "_commands", lambda *_: {"program": [sys.executable, "-c", tell]})
    assert server.serve(unused_port, workers=1, announce=lambda: None) == 1
    assert file.read_text() == f"http://127.0.0.1:{unused_port}"


def test_the_schedule_is_watched_while_it_serves(monkeypatch, unused_port):
    watched = []
    monkeypatch.setattr(due, "watch", watched.append)
    monkeypatch.setattr(server, "_commands", lambda *_: {"program": [sys.executable, "-c", ""]})
    server.serve(unused_port, workers=1, announce=lambda: None)
    [stopped] = watched
    assert stopped.is_set()
