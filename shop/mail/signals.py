"""What the outbox tells other apps."""

from django.dispatch import Signal

# Sent with `email=`, an OutboxEmail whose mail server says that the mailbox doesn't exist.
recipient_refused = Signal()
