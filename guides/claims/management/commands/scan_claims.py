"""`manage.py scan_claims`: checks everything that is live."""

import time

from django.core.management.base import BaseCommand, CommandParser

from guides.claims.content.watched_models import count_live
from guides.claims.engine.rules import BLOCK
from guides.claims.review.rule_sets import current_rule_set
from guides.claims.review.scan import scan
from guides.claims.review.unsaved_texts import open_in_public_texts

FOUND = 1


class Command(BaseCommand):
    """Exit codes: 0 if no claim is open, 1 if live content has open claims, 2 if the command failed."""

    help = (
        "Check every live page, snippet and product by the claim rules in force and keep what is found; "
        "name what is open in the settings that shoppers read and in the terms of sale. "
        "Exits with 1 when live content holds open claims, with 0 when it holds none."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """One option."""
        parser.add_argument("--dry-run", action="store_true", help="Only count; store nothing.")

    def handle(self, *args: object, dry_run: bool, verbosity: int, **options: object) -> None:
        """Scan with progress messages, and print a summary."""
        total, started = count_live(), time.monotonic()

        def progress(done: int) -> None:
            if verbosity:
                self.stdout.write(f"{done} of {total} checked")

        run = scan(dry_run=dry_run, progress=progress)
        seconds = time.monotonic() - started
        self.stdout.write(
            f"{run.checked} checked by version {current_rule_set().version} in {seconds:.1f} s: "
            f"{run.found} findings, {run.open} open."
        )
        elsewhere = open_in_public_texts()
        for name, finding in elsewhere:
            self.stdout.write(f"{name}: {finding.before}[{finding.hit}]{finding.after} ({finding.rule.code})")
        if run.open or any(finding.severity == BLOCK for _, finding in elsewhere):
            raise SystemExit(FOUND)
