"""Asks other rooms whether an address gets marketing emails."""

from shop.signals import ask_subscribed


def is_subscribed(email: str) -> bool:
    """Whether a receiver of `ask_subscribed` sends marketing emails to this address."""
    answers = ask_subscribed.send(sender=None, email=email)
    return any(answer for _, answer in answers)
