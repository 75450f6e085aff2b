"""Granian saying hello: a WSGI application that has a page ready, as fast as Granian can be.

Served with the site's own options; the page is read from the file that the environment names.
"""

import json
import os
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from newsroom import granian

from . import processes
from .client import Answer
from .processes import HOST
from .sites import WORKERS, Server

VARIABLE = "HELLO_FILE"
APPLICATION = "tests.benchmarks.hello:application"
# What a server says by itself, and what is no business of an application's (PEP 3333).
OF_THE_SERVER = {"connection", "date", "keep-alive", "server", "transfer-encoding"}

type Headers = list[tuple[str, str]]


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    headers, body = _page()
    start_response("200 OK", headers)
    return [body]


@cache
def _page() -> tuple[Headers, bytes]:
    return read(Path(os.environ[VARIABLE]))


@contextmanager
def serving(page: Answer, directory: Path) -> Iterator[Server]:
    """Serve the page's headers and bytes at every path, once it answers."""
    port, file = processes.free_port(), directory / "hello.json"
    write(page, file)
    environment = os.environ | {VARIABLE: str(file)}
    command = granian.command(APPLICATION, port=port, workers=WORKERS, host=HOST)
    with processes.running(command, port, environment=environment) as pid:
        yield Server(port=port, pid=pid)


def write(page: Answer, file: Path) -> None:
    headers = [(name, value) for name, value in page.headers if name not in OF_THE_SERVER]
    file.write_text(json.dumps({"headers": headers, "body": b64encode(page.body).decode()}))


def read(file: Path) -> tuple[Headers, bytes]:
    said = json.loads(file.read_text())
    return [(name, value) for name, value in said["headers"]], b64decode(said["body"])
