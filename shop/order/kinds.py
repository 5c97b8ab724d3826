"""Kinds of orders: sales, what costs its recipient nothing, and contributions. Plain choices."""

from typing import Final

from django.db.models import TextChoices


class OrderKind(TextChoices):
    """How an order came about."""

    SALE = "sale", "Sale"
    PHONE = "phone", "Phone order"
    REPLACEMENT = "replacement", "Replacement"
    NO_CHARGE = "no charge", "At no charge"
    CONTRIBUTION = "contribution", "Contribution"


# What takings, VAT, best sellers and figures of sales count. An order of £0.00 with a code is a sale, too.
SALES: Final = (OrderKind.SALE, OrderKind.PHONE)
# What is sent without being paid for.
FREE: Final = (OrderKind.REPLACEMENT, OrderKind.NO_CHARGE)


class FreeReason(TextChoices):
    """Why something is sent at no charge."""

    LOST = "lost", "Lost"
    DAMAGED = "damaged", "Damaged"
    FAULTY = "faulty", "Faulty"
    WRONG_ITEM = "wrong item", "Wrong item"
    GOODWILL = "goodwill", "Goodwill"
    SAMPLE = "sample", "Sample"
    PRESS = "press", "Press"


REPLACEMENT_REASONS: Final = (
    FreeReason.LOST,
    FreeReason.DAMAGED,
    FreeReason.FAULTY,
    FreeReason.WRONG_ITEM,
)
NO_CHARGE_REASONS: Final = (FreeReason.GOODWILL, FreeReason.SAMPLE, FreeReason.PRESS)
