"""`manage.py load_claim_rules`: loads the bundled rules into the database."""

from django.core.management.base import BaseCommand, CommandParser

from guides.claims.review.load_rules import load_bundled


class Command(BaseCommand):
    """For rules that came with an update; migrations load those of a new shop."""

    help = (
        "Add the bundled claim rules that are missing, as a new version, and have live content scanned. "
        "Rules that editors changed stay as they are unless --overwrite is given."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Two options."""
        parser.add_argument("--overwrite", action="store_true", help="Also reset rules that differ.")
        parser.add_argument("--dry-run", action="store_true", help="Only say what would change.")

    def handle(self, *args: object, overwrite: bool, dry_run: bool, **options: object) -> None:
        """Load the rules and print the codes of those that changed."""
        changed = load_bundled(overwrite=overwrite, dry_run=dry_run)
        verb = "would change" if dry_run else "changed"
        self.stdout.write(f"{len(changed)} rules {verb}: {', '.join(changed) or 'none'}")
