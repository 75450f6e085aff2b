"""Runs a command; what is wrong with the environment is said in one line, without a traceback."""

import os
import sys

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

from . import data_dir

INTERRUPTED = 130  # What shells report for Ctrl-C.


def run(arguments: list[str]) -> None:
    """Run the command in ``arguments``, which are as ``sys.argv``; may raise ``SystemExit``."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    try:
        _ = settings.INSTALLED_APPS  # Read here, or Django keeps what is wrong to itself.
    except data_dir.DataDirError as error:
        sys.exit(str(error))
    except (ImproperlyConfigured, ValueError) as error:
        sys.exit(f"The settings cannot be used: {error}")
    try:
        execute_from_command_line(arguments)
    except (KeyboardInterrupt, EOFError):  # Ctrl-C, or Ctrl-D where something is asked.
        sys.exit(INTERRUPTED)
