"""Queues order mails again that could not be sent; run it every few minutes."""

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from shop.order.models import OrderMail
from shop.order.tasks import send_order_mail

MAX_ATTEMPTS = 10


class Command(BaseCommand):
    """Waits 2, 4, 8... minutes from the order on; gives up after ten attempts."""

    help = "Queue the order mails that failed and are due for another attempt."

    def handle(self, *args: Any, **options: Any) -> None:
        """Queue what is due; a mail that is sent meanwhile is not sent twice."""
        now = timezone.now()
        waiting = OrderMail.objects.filter(sent_at=None, attempts__lt=MAX_ATTEMPTS)
        due = [
            mail for mail in waiting if mail.created_at + timedelta(minutes=2 ** (mail.attempts or 1)) <= now
        ]
        for mail in due:
            send_order_mail.enqueue(mail.pk)
        self.stdout.write(f"{len(due)} mails queued again.")
