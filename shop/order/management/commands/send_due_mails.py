"""Queues order mails again that could not be sent; run it every few minutes."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from shop.order.models import OrderMail
from shop.order.tasks import MAX_ATTEMPTS, due_mails, queue_due_mails


class Command(BaseCommand):
    """Waits 2, 4, 8... minutes from the order on; a mail that failed ten times is an error exit."""

    help = "Queue the order mails that failed and are due for another attempt."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only say how many are due")

    def handle(self, *args: Any, **options: Any) -> None:
        """Queue what is due, then tell of those that were given up."""
        number = len(due_mails()) if options["dry_run"] else queue_due_mails.call()
        self.stdout.write(f"{number} mails {'due' if options['dry_run'] else 'queued again'}.")
        lost = OrderMail.objects.filter(sent_at=None, attempts__gte=MAX_ATTEMPTS)
        if lost.exists():
            numbers = ", ".join(sorted({mail.order.number for mail in lost.select_related("order")}))
            raise CommandError(f"Given up after {MAX_ATTEMPTS} attempts: {numbers}")
