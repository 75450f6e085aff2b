"""A client in Python: for one answer at a time, and for many where there is no wrk."""

import http.client
import multiprocessing
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from http import HTTPStatus

from .processes import HOST

SECONDS_TO_WAIT = 60
PROCESSES = 2

type Pressed = tuple[list[float], int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """``headers`` in the order in which they came, names in lower case."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


def connect(port: int) -> http.client.HTTPConnection:
    return http.client.HTTPConnection(HOST, port, timeout=SECONDS_TO_WAIT)


def ask(
    connection: http.client.HTTPConnection, path: str, headers: Mapping[str, str] | None = None
) -> Answer:
    """Ask over a connection that stays; without an ``Accept-Encoding``, nothing is encoded."""
    connection.request("GET", path, headers={"Accept-Encoding": "identity", **(headers or {})})
    response = connection.getresponse()
    body = response.read()
    named = tuple((name.lower(), value) for name, value in response.getheaders())
    return Answer(status=response.status, headers=named, body=body)


def get(port: int, path: str, headers: Mapping[str, str] | None = None) -> Answer:
    """Ask over a connection of its own, which any worker of the server may get."""
    with closing(connect(port)) as connection:
        return ask(connection, path, headers)


def page(port: int, path: str, headers: Mapping[str, str] | None = None) -> Answer:
    """Return the page at ``path``; raises ``RuntimeError`` where there is none."""
    answer = get(port, path, headers)
    if answer.status != HTTPStatus.OK:
        message = f"{path} answered {answer.status}."
        raise RuntimeError(message)
    return answer


def press(
    port: int, path: str, headers: Mapping[str, str], *, seconds: float, connections: int
) -> Pressed:
    """Ask for a page over and over; return the milliseconds of each answer, and the errors."""
    job = (port, path, dict(headers), seconds, connections // PROCESSES)
    with multiprocessing.get_context("spawn").Pool(PROCESSES) as pool:
        return _sum(pool.starmap(_press_with_threads, [job] * PROCESSES))


def _press_with_threads(
    port: int, path: str, headers: dict[str, str], seconds: float, threads: int
) -> Pressed:
    with ThreadPoolExecutor(threads) as pool:
        jobs = [pool.submit(_press, port, path, headers, seconds) for _ in range(threads)]
        return _sum([job.result() for job in jobs])


def _press(port: int, path: str, headers: dict[str, str], seconds: float) -> Pressed:
    times, errors = list[float](), 0
    with closing(connect(port)) as connection:
        end = time.perf_counter() + seconds
        while (started := time.perf_counter()) < end:
            try:
                status = ask(connection, path, headers).status
            except (OSError, http.client.HTTPException):
                connection.close()
                status = 0
            times.append((time.perf_counter() - started) * 1000)
            errors += status != HTTPStatus.OK
    return times, errors


def _sum(pressed: list[Pressed]) -> Pressed:
    return [time for times, _ in pressed for time in times], sum(errors for _, errors in pressed)
