"""`manage.py sweep_payments`: what the scheduler does every minute, by hand or from cron."""

from django.core.management.base import BaseCommand, CommandError, CommandParser

from shop.london import london
from shop.payment.services import due_attempts, sweep_payments


class Command(BaseCommand):
    """Exit code 1 when a payment could not be swept; those without an answer are tried again next time."""

    help = (
        "Apply payments whose webhook never arrived, and cancel unpaid ones after 30 minutes. "
        "Stripe is asked first."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help="only list what is due; ask and change nothing"
        )

    def handle(self, *args: object, **options: object) -> None:
        if options["dry_run"]:
            for attempt in due_attempts():
                self.stdout.write(
                    f"{attempt.order.number}  {attempt.state}  expires {london(attempt.expires_at, '%H:%M')}"
                )
            return
        tally = sweep_payments()
        self.stdout.write(
            ", ".join(f"{number} {way}" for way, number in sorted(tally.items())) or "Nothing due."
        )
        if tally["failed"]:
            raise CommandError(
                f"{tally['failed']} payments could not be checked. See the log for the reason."
            )
