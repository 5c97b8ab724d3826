"""`manage.py purge_personal_data [--dry-run]`: deletes personal data past its period, or counts it."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from shop.privacy.retention import purge


class Command(BaseCommand):
    help = "Delete personal data whose retention period is over. --dry-run changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="count only")

    def handle(self, *args: Any, **options: Any) -> None:
        for rule, number in purge(dry_run=options["dry_run"]):
            self.stdout.write(f"{number:>7}  {rule.name}")
