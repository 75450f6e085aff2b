from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from comments import recounting


class Command(BaseCommand):
    help = "Check the stored numbers of public comments; exits with 1 where one is wrong."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--fix", action="store_true", help="Mend the numbers that are wrong.")

    def handle(self, *args: Any, fix: bool, **options: Any) -> None:
        found = recounting.differences()
        for wrong in found:
            self.stdout.write(f"Article {wrong.article}: {wrong.stored}, not {wrong.counted}")
        if fix:
            recounting.mend(wrong.article for wrong in found)
        elif found:
            message = f"Wrong numbers: {len(found)}; --fix mends them."
            raise CommandError(message)
