"""Reads the outbox and sends its emails at once."""

from shop.mail import delivery
from shop.mail.models import OutboxEmail


def send_queued() -> None:
    """What the worker does within a minute of a commit; in a test nothing is committed."""
    delivery.send_due()


def queued(kind: str) -> list[OutboxEmail]:
    """Emails of a kind, the oldest first."""
    return list(OutboxEmail.objects.filter(kind=kind))
