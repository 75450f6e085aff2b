#!/usr/bin/env python
"""Newsroom's command line: ``manage.py demo``, ``setup``, ``serve`` and Django's own commands."""

import sys

OLDEST_PYTHON = (3, 12)


def main() -> None:
    if sys.version_info < OLDEST_PYTHON:
        found = ".".join(str(part) for part in sys.version_info[:2])
        sys.exit(f"Newsroom needs Python 3.12 or newer; this is {found}. Try: uv run manage.py")
    try:
        from newsroom import command_line  # noqa: PLC0415 - Older Pythons cannot read it.
    except ModuleNotFoundError as error:
        sys.exit(f"A package is missing ({error.name}). Try: uv run manage.py")
    command_line.run(sys.argv)


if __name__ == "__main__":
    main()
