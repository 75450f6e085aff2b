"""Calls one function of this package on the site of the environment; see ``sites.Site.ask``.

The name is the argument (``pages.times``); the function's arguments come by standard input as
JSON; what it returns, if anything, goes to standard output.
"""

import importlib
import json
import sys

import django


def main() -> None:
    django.setup()
    module, _, function = sys.argv[1].rpartition(".")
    called = getattr(importlib.import_module(f"tests.benchmarks.{module}"), function)
    answer = called(**json.load(sys.stdin))
    if answer is not None:
        json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
