"""What ``demo``, ``setup`` and ``serve`` have in common: the options, and serving itself."""

import os
import sys
from ipaddress import ip_address

from django.core.management.base import BaseCommand, CommandParser

from newsroom import server


def add_port(parser: CommandParser) -> None:
    parser.add_argument("--port", type=int, default=8000, help="Default: 8000.")


def add_host(parser: CommandParser) -> None:
    parser.add_argument(
        "--host",
        type=ip_address,
        default=server.HOST,
        help=(
            f"The address of this machine to listen on. Default: {server.HOST}. Another is for "
            "nginx on another machine; a firewall keeps everybody else from it."
        ),
    )


def add_no_serve(parser: CommandParser) -> None:
    parser.add_argument(
        "--no-serve", action="store_true", help="Prepare everything, then end instead of serving."
    )


def serve(
    command: BaseCommand, port: int, *, workers: int | None = None, host: str = server.HOST
) -> None:
    """Serve until stopped, and end the process with the exit code of that."""

    def announce() -> None:
        command.stdout.write(f"Serving {server.origin(port, host)}/ – Ctrl-C stops it.")
        command.stdout.flush()  # A log is to have it now, too.

    command.stdout.flush()
    workers = workers or os.cpu_count() or 1
    sys.exit(server.serve(port, workers=workers, announce=announce, host=host))
