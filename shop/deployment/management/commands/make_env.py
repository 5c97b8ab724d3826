"""`manage.py make_env [--host shop.example]`: makes the file of settings for a real shop."""

from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from shop.deployment.env_file import NoHostName, still_empty, write_env


class Command(BaseCommand):
    """Asks nothing and replaces nothing."""

    help = "Write .env with new secrets, readable by you only; an existing file is never replaced."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="", help="the shop’s name, such as shop.example")

    def handle(self, *, host: str, **options: object) -> None:
        """Write the file and name what is left to fill in."""
        target = Path(settings.BASE_DIR) / ".env"
        try:
            write_env(Path(settings.BASE_DIR) / "deploy" / "env.example", target, host=host)
        except FileExistsError as error:
            raise CommandError(
                f"{target} exists and stays as it is. Move it away to make a new one."
            ) from error
        except NoHostName as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"Made {target} with new secrets. Store a copy of it where this machine’s loss can’t reach."
        )
        self.stdout.write("Without its BACKUP_KEY no backup can be read. Still to fill in:")
        self.stdout.write(f"  {', '.join(still_empty(target.read_text(encoding='utf-8')))}")
