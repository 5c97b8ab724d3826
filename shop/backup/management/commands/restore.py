"""`manage.py restore [NAME | --file FILE]`: puts a backup in the place of the shop's data."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from shop.backup import store
from shop.backup.encryption import Source
from shop.backup.engines.errors import StillInUse
from shop.backup.management.commands.restore_drill import FAULTS
from shop.backup.services import Restored, restore

NEXT = (
    "Next: manage.py migrate, manage.py update_index, start the shop, manage.py reconcile_payments --days 30"
)


class Command(BaseCommand):
    """The old database and uploads stay beside the new ones under other names."""

    help = "Restore a backup: the newest, one by its name, or a file. Stop web, worker and scheduler first."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "name", nargs="?", help="a name of `manage.py backup --list`; default: the newest"
        )
        parser.add_argument("--file", type=Path, help="a backup outside BACKUP_TO")
        parser.add_argument("--no-input", action="store_true", help="don’t ask before anything is replaced")

    def handle(self, *, name: str | None, file: Path | None, no_input: bool, **options: object) -> None:
        """Check the backup, ask, put it in place, say what to do next."""
        try:
            with self._source(name, file) as source:
                if not (no_input or self._is_wanted(source)):
                    raise CommandError("Nothing was restored.")
                self._report(restore(source))
        except (*FAULTS, StillInUse) as error:
            raise CommandError(str(error)) from error

    def _source(self, name: str | None, file: Path | None) -> Source:
        return file.open("rb") if file else store.storage().open(name or store.newest())

    def _is_wanted(self, source: Source) -> bool:
        shown = Path(str(source.name)).name
        return input(f"Replace the shop’s database and uploads by {shown}? Type yes: ") == "yes"

    def _report(self, restored: Restored) -> None:
        self.stdout.write(f"Restored the shop as of {restored.manifest.made}; counts and sums agree.")
        uploads = restored.old_media or "replaced in the bucket"
        self.stdout.write(f"Before it: database {restored.old_database}, uploads {uploads}.")
        if restored.missing_settings:
            self.stdout.write(
                f"Settings that it had and this machine lacks: {', '.join(restored.missing_settings)}"
            )
        self.stdout.write(NEXT)
