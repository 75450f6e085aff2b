from ipaddress import IPv4Address, IPv6Address
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from newsroom import database, server, static_files
from newsroom.management import serving

type Address = IPv4Address | IPv6Address


class Command(BaseCommand):
    help = "Serve the site with the production server and the task worker, until Ctrl-C."

    def add_arguments(self, parser: CommandParser) -> None:
        serving.add_port(parser)
        serving.add_host(parser)
        parser.add_argument("--workers", type=int, help="Web processes. Default: one a core.")

    def handle(self, *args: Any, port: int, host: Address, **options: Any) -> None:
        server.refuse_port(port, str(host))
        database.refuse_unreachable()
        database.refuse_pending_migrations()
        if not static_files.are_collected():
            message = "The static files are missing. Run first: manage.py setup --no-serve"
            raise CommandError(message)
        serving.serve(self, port, workers=options["workers"], host=str(host))
