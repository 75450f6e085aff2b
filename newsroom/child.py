"""Becomes another command that ends with the process that started it.

``python -m newsroom.child PROGRAM ARGUMENT…``: however ``serve`` ends, even by kill -9, neither
the web server nor the worker is left behind. Linux only; elsewhere the command is just run.
"""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1  # From Linux's <sys/prctl.h>; kept over exec.


def become(command: list[str]) -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    os.execv(command[0], command)  # noqa: S606 - serve's own commands, without a shell.


if __name__ == "__main__":
    become(sys.argv[1:])
