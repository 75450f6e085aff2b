"""Calls one function of this package again and again, in a process that stays on the site.

Like ``worker``, but one line of JSON comes for each call, and one goes back when it is done.
"""

import importlib
import json
import sys

import django


def main() -> None:
    django.setup()
    module, _, function = sys.argv[1].rpartition(".")
    called = getattr(importlib.import_module(f"tests.benchmarks.{module}"), function)
    for line in sys.stdin:
        answer = called(**json.loads(line))
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
