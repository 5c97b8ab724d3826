"""What buyers say about marketing; whoever stores such choices connects here."""

from typing import Any

from django.dispatch import Signal

# An order was placed: `order=`, and `refused=`, the box at the checkout.
# Sent after the commit, as `bought`, and a fault of a receiver never harms the order.
marketing_choice_made = Signal()
# An order was paid: `order=`.
order_paid = Signal()
# Sent with `email=`: a receiver says whether marketing emails go there.
ask_subscribed = Signal()
# Sent with `email=`, inside a transaction: end all marketing to the address.
end_marketing = Signal()


def is_subscribed(email: str) -> bool:
    """Whether marketing emails go to an address."""
    answers: Any = ask_subscribed.send(sender=None, email=email)
    return any(answer for _, answer in answers)
