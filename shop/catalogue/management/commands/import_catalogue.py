"""`manage.py import_catalogue FILE.csv`: see docs/import-catalogue.md for the columns."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from shop.catalogue.importing.reader import UnreadableFile
from shop.catalogue.importing.services import import_catalogue
from shop.search_engine.statistics import refresh_statistics


class Command(BaseCommand):
    """Exit code 0: written (or would be). 1: some rows have problems. 2: the file can’t be read."""

    help = (
        "Add and change products from a CSV file. Every row is checked first; with any problem nothing is "
        "written. Products are found by SKU, so the same file can be imported again."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE.csv")
        parser.add_argument("--dry-run", action="store_true", help="check everything, write nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import and report; problems go to standard error, one a line."""
        try:
            report = import_catalogue(content=options["file"].read_bytes(), dry_run=options["dry_run"])
        except OSError as error:
            raise CommandError(f"Can’t open {options['file']}: {error.strerror}.", returncode=2) from error
        except UnreadableFile as error:
            raise CommandError(str(error), returncode=2) from error
        for problem in report.problems:
            self.stderr.write(str(problem))
        if report.problems:
            rows = len({problem.row for problem in report.problems})
            raise CommandError(f"Nothing was written: {rows} row{'s'[: rows > 1]} to mend.", returncode=1)
        refresh_statistics()
        counts = ", ".join(f"{report.outcomes[name]} {name}" for name in ["added", "changed", "unchanged"])
        self.stdout.write(f"{'Would be: ' if options['dry_run'] else ''}{counts}.")
