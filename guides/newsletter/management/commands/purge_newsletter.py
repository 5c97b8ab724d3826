"""`manage.py purge_newsletter [--dry-run]`: applies the retention rules, or only counts."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand

from guides.newsletter.consent.retention import purge


class Command(BaseCommand):
    """By hand: prints the number of rows for each rule; each night purge_personal_data applies it."""

    help = "Apply the newsletter’s retention rules. With --dry-run nothing is changed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="count only")

    def handle(self, *, dry_run: bool, **options: object) -> None:
        for rule, number in purge(dry_run=dry_run):
            self.stdout.write(f"{number:>7}  {rule.name}")
