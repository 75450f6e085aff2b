from typing import Any

from django.core.management.base import BaseCommand

from newsroom.searching import rebuilding


class Command(BaseCommand):
    help = (
        "Bring what search knows up to date: needed after somebody who writes, or a topic, was "
        "renamed. The site goes on meanwhile."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        changed = rebuilding.rebuild()
        self.stdout.write(f"Search knows {rebuilding.total()} entries; {changed} were out of date.")
