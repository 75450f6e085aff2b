"""One page, asked for over many connections as fast as it comes: by wrk, or by ``client``."""

import json
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles

from . import client
from .processes import HOST

CONNECTIONS = 16
THREADS = 2
SCRIPT = Path(__file__).with_name("loads.lua")  # Has wrk say what it measured, as JSON.

type Headers = dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What a page had to bear; errors are requests without an answer, and those refused."""

    rate: float  # Requests a second.
    p99: float  # Milliseconds.
    errors: int


def tool() -> str:
    return "wrk" if shutil.which("wrk") else "a Python client, which is slower than any server"


def run(port: int, path: str, headers: Headers, *, seconds: float) -> Load:
    wrk = shutil.which("wrk")
    if wrk:
        return read(_wrk(wrk, f"http://{HOST}:{port}{path}", headers, seconds))
    times, errors = client.press(port, path, headers, seconds=seconds, connections=CONNECTIONS)
    return judge(times, errors, seconds=seconds)


def _wrk(wrk: str, url: str, headers: Headers, seconds: float) -> str:
    options = [f"--header={name}: {value}" for name, value in headers.items()]
    done = subprocess.run(  # noqa: S603 - Debian's wrk.
        [
            wrk,
            f"--threads={THREADS}",
            f"--connections={CONNECTIONS}",
            f"--duration={max(1, round(seconds))}s",
            f"--script={SCRIPT}",
            *options,
            url,
        ],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return done.stdout


def read(output: str) -> Load:
    """Read what wrk says: its own report, and at last what ``loads.lua`` adds."""
    said = json.loads(output.rstrip().rpartition("\n")[2])
    return Load(
        rate=said["requests"] * 1_000_000 / said["microseconds"],
        p99=said["p99_microseconds"] / 1_000,
        errors=said["errors"],
    )


def judge(times: list[float], errors: int, *, seconds: float) -> Load:
    """Return the load of requests that took so many milliseconds each."""
    p99 = quantiles(times, n=100, method="inclusive")[-1] if len(times) > 1 else 0
    return Load(rate=len(times) / seconds, p99=p99, errors=errors)


def best(loads: list[Load]) -> Load:
    """Return the quietest round: whatever else the machine does takes from it."""
    errors = sum(load.errors for load in loads)
    quietest = max(loads, key=lambda load: load.rate)
    return Load(rate=quietest.rate, p99=quietest.p99, errors=errors)
