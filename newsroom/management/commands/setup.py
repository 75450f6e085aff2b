import os
import sys
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from masthead.models import User
from newsroom import founding, preparation, server
from newsroom.demo import loading
from newsroom.management import serving

PASSWORD = "DJANGO_SUPERUSER_PASSWORD"  # noqa: S105 - Django's name for the variable.


class Command(BaseCommand):
    help = (
        "Make a real, empty site with its first administrator, then serve it. On an existing site, "
        "bring the database, the roles and the static files up to date; nothing is asked then."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--name", help="The paper's name.")
        parser.add_argument("--username", help="The first administrator's user name.")
        parser.add_argument("--email", help="The first administrator's email address.")
        parser.add_argument(
            "--no-input",
            action="store_true",
            help=f"Ask nothing: take the options, and the password from {PASSWORD}.",
        )
        serving.add_port(parser)
        serving.add_no_serve(parser)

    def handle(self, *args: Any, port: int, no_serve: bool, **options: Any) -> None:
        if not no_serve:
            server.refuse_port(port)
        preparation.prepare()
        if loading.is_loaded():
            message = "This is the demo. For a site of your own, set DATA_DIR to another directory."
            raise CommandError(message)
        is_asking = not options["no_input"] and sys.stdin.isatty()
        if not founding.is_founded():
            _found(options["name"], is_asking=is_asking)
        if not User.objects.filter(is_superuser=True).exists():
            _make_administrator(options["username"], options["email"], is_asking=is_asking)
        site = server.address(port)
        self.stdout.write(f"\nSite      {site}/\nDesk      {site}/admin/\n")
        if not no_serve:
            serving.serve(self, port)


def _found(name: str | None, *, is_asking: bool) -> None:
    name = name or (input("The paper's name: ").strip() if is_asking else "")
    try:
        founding.found(name=name)
    except ValidationError as error:
        reason = " ".join(error.messages)
        message = f"The paper's name cannot be “{name}”: {reason} Give it with --name."
        raise CommandError(message) from error


def _make_administrator(username: str | None, email: str | None, *, is_asking: bool) -> None:
    """Have Django's own command make the account; it asks for what is missing if it may."""
    if not is_asking:
        _refuse_password(os.environ.get(PASSWORD, ""))
    call_command("createsuperuser", username=username, email=email, interactive=is_asking)


def _refuse_password(password: str) -> None:
    try:
        validate_password(password)
    except ValidationError as error:
        message = f"The password in {PASSWORD} will not do: {' '.join(error.messages)}"
        raise CommandError(message) from error
