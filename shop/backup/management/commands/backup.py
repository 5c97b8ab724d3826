"""`manage.py backup`: what the scheduler does each night, by hand; `--list` shows what is stored."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from shop.backup import store
from shop.backup.encryption import Unreadable
from shop.backup.engines.errors import DatabaseToolFailed
from shop.backup.services import make_backup


class Command(BaseCommand):
    """Prints the name of the new backup, or all names."""

    help = "Store an encrypted backup of database and uploads where BACKUP_TO says."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--list", action="store_true", help="list the stored backups, newest first")

    def handle(self, *, list: bool, **options: object) -> None:
        """Make one, or list them."""
        try:
            self.stdout.write("\n".join(store.stored()) if list else f"Stored {make_backup()}")
        except (store.NotConfigured, DatabaseToolFailed, Unreadable, OSError) as error:
            raise CommandError(str(error)) from error
