"""`manage.py restore_drill`: what the scheduler does each month, by hand."""

from django.core.management.base import BaseCommand, CommandError

from shop.backup.encryption import Unreadable
from shop.backup.engines.errors import DatabaseToolFailed
from shop.backup.services import Differs, OtherDatabase, try_newest
from shop.backup.store import NoBackup, NotConfigured

FAULTS = (NotConfigured, NoBackup, DatabaseToolFailed, Differs, OtherDatabase, Unreadable, OSError)


class Command(BaseCommand):
    """The shop's own database and uploads aren't touched."""

    help = "Restore the newest backup into a scratch database, compare counts and sums, and throw it away."

    def handle(self, *args: object, **options: object) -> None:
        """Try it."""
        try:
            self.stdout.write(f"{try_newest()} can be restored: all counts and sums agree.")
        except FAULTS as error:
            raise CommandError(str(error)) from error
