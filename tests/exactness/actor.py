"""Works on the site of the environment as told by standard input, in a process that stays.

Each line holds JSON: the name of a function of ``acts`` and its arguments. One line of JSON goes
back for each, when what it did is committed.
"""

import importlib
import json
import sys

import django


def main() -> None:
    django.setup()
    acts = importlib.import_module("tests.exactness.acts")  # Knows models.
    for line in sys.stdin:
        name, arguments = json.loads(line)
        answer = getattr(acts, name)(*arguments)
        sys.stdout.write(f"{json.dumps(answer)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
