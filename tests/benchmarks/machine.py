"""When and on what something was measured."""

import datetime as dt
import importlib.metadata
import os
import platform
import re
import shutil
import sqlite3
import subprocess
from pathlib import Path

from . import clusters
from .nginx import PLACES

PACKAGES = ("Django", "granian", "brotli", "psycopg")
PROGRAMS = ("nginx", "wrk")
_VERSION = re.compile(r"[0-9]+(\.[0-9]+)+")


def describe() -> dict[str, object]:
    return {
        "date": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        "machine": {
            "cpus": os.cpu_count(),
            "cpu": model_in(_read("/proc/cpuinfo")),
            "memory_mib": memory_in(_read("/proc/meminfo")),
            "system": platform.platform(),
        },
        "versions": {
            "Python": platform.python_version(),
            "SQLite": sqlite3.sqlite_version,
            **{name: importlib.metadata.version(name) for name in PACKAGES},
            "PostgreSQL": _version("pg_ctl", "--version", places=_postgresql()),
            **{name: _version(name, "-v") for name in PROGRAMS},
        },
    }


def _read(path: str) -> str:
    file = Path(path)
    return file.read_text() if file.exists() else ""


def _postgresql() -> str:
    """Return where the programs of the newest PostgreSQL are."""
    return str(
        max(clusters.PROGRAMS.glob("*/bin"), default="", key=lambda path: int(path.parent.name))
    )


def _version(name: str, option: str, *, places: str = PLACES) -> str:
    program = shutil.which(name, path=places)
    if not program:
        return ""
    done = subprocess.run(  # noqa: S603 - the programs above.
        [program, option], capture_output=True, text=True, check=False
    )
    return version_in(done.stdout + done.stderr)


def version_in(said: str) -> str:
    found = _VERSION.search(said)
    return found[0] if found else ""


def model_in(cpuinfo: str) -> str:
    found = re.search(r"^model name\s*: (.+)$", cpuinfo, re.MULTILINE)
    return found[1] if found else platform.processor()


def memory_in(meminfo: str) -> int:
    found = re.search(r"^MemTotal:\s*([0-9]+) kB$", meminfo, re.MULTILINE)
    return int(found[1]) // 1024 if found else 0
