from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from newsroom import preparation, server
from newsroom.demo import accounts, loading
from newsroom.management import serving


class Command(BaseCommand):
    help = (
        "Make a site with something to read in it, and an account for each role; then serve it. "
        "Run again, it changes nothing of what people wrote."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        serving.add_port(parser)
        serving.add_no_serve(parser)

    def handle(self, *args: Any, port: int, no_serve: bool, **options: Any) -> None:
        if not no_serve:
            server.refuse_port(port)
        preparation.prepare()
        with preparation.step("Loading the demo"):
            loading.load()
        site = server.address(port)
        lines = ["", f"Site      {site}/", f"Desk      {site}/admin/", "Accounts:"]
        lines += [f"  {line}" for line in accounts.in_words()]
        self.stdout.write("\n".join([*lines, f"(kept in {accounts.file()})", ""]))
        if not no_serve:
            serving.serve(self, port)
