"""Granian, with the application loaded before its workers are forked, so that they share it.

``python -m newsroom.web_server OPTION… MODULE:APPLICATION``, with Granian's own options. Where
processes are not forked but spawned (not on Linux), each worker loads it for itself.
"""

import gc
import sys
from importlib import import_module

from granian.cli import entrypoint


def load(application: str) -> None:
    """Import the module of ``application``, and have the garbage collector leave it alone.

    A collection would write to all of it, and so give each worker a copy of its own.
    """
    import_module(application.partition(":")[0])
    gc.collect()
    gc.freeze()


if __name__ == "__main__":
    load(sys.argv[-1])
    entrypoint()  # type: ignore[no-untyped-call]
