"""The connection on which newsletter issues leave."""

from django.core.mail.backends.base import BaseEmailBackend

from shop.mail.smtp import EmailBackend, Lost, Refused, Unusable, hand_over, open_mailer

__all__ = ["EmailBackend", "Lost", "Refused", "Unusable", "connect", "hand_over"]


def connect() -> BaseEmailBackend:
    """An open connection of the mailer for newsletters, or of the only one there is."""
    return open_mailer("newsletter", "outgoing", "default")
