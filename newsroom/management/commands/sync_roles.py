from typing import Any

from django.core.management.base import BaseCommand

from newsroom import roles


class Command(BaseCommand):
    help = "Give each role exactly the permissions that newsroom/roles.py lists."

    def handle(self, *args: Any, **options: Any) -> None:
        roles.sync()
