"""Attempts to pay an order, and cards that were refused. Imported by `shop.payment.models`."""

import uuid
from typing import ClassVar

from django.db import models

from shop.payment.provider import STRIPE


class PaymentAttempt(models.Model):
    """One PaymentIntent for one order. The key is committed before Stripe is called with it."""

    class State(models.TextChoices):
        NEW = "new"
        OPEN = "open"
        PROCESSING = "processing"
        CLOSING = "closing"
        SUCCEEDED = "succeeded"
        CANCELED = "canceled"
        FAILED = "failed"

    ENDED: ClassVar = [State.SUCCEEDED, State.CANCELED, State.FAILED]
    awaits_bank = False  # Stripe said just now that the shopper's bank wants a confirmation; not stored

    order = models.ForeignKey("order.Order", models.PROTECT, related_name="payment_attempts")
    number = models.PositiveSmallIntegerField(default=1)
    provider = models.CharField(max_length=20, default=STRIPE, help_text="Whose payment it is.")
    methods = models.CharField(
        max_length=120,
        default="card",
        help_text="The provider’s words, with commas: a repeat sends the same.",
    )
    by_wallet = models.BooleanField(default=False, help_text="The wallet itself sends the address.")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    amount_minor = models.PositiveIntegerField(help_text="Pence.")
    currency = models.CharField(max_length=3, default="gbp")
    state = models.CharField(max_length=12, choices=State, default=State.NEW)
    intent_id = models.CharField(max_length=64, unique=True, null=True)  # noqa: DJ001
    livemode = models.BooleanField(default=False)
    charge_id = models.CharField(max_length=64, blank=True, editable=False)
    received_minor = models.PositiveIntegerField(default=0, help_text="Pence that Stripe really took.")
    foreign = models.BooleanField(default=False, help_text="It came in another currency or mode than owed.")
    cancels = models.PositiveSmallIntegerField(default=0, help_text="How often we asked Stripe to cancel it.")
    address_hash = models.CharField(max_length=64, blank=True, editable=False)
    session_hash = models.CharField(max_length=64, blank=True, editable=False)
    last_error = models.CharField(max_length=60, blank=True, help_text="Stripe’s decline code.")
    expires_at = models.DateTimeField()
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering: ClassVar = ["order", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["order", "number"], name="payment_attempt_numbered"),
            models.UniqueConstraint(
                fields=["order"],
                condition=~models.Q(state__in=["succeeded", "canceled", "failed"]),
                name="payment_one_open_attempt",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order_id}/{self.number} {self.state}"


class Decline(models.Model):
    """A refused card, once by Stripe's id of the refusal: a charge, or the payment method tried."""

    attempt = models.ForeignKey(PaymentAttempt, models.CASCADE, related_name="declines")
    reference = models.CharField(max_length=80, unique=True)
    code = models.CharField(max_length=60)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["-created_at"]

    def __str__(self) -> str:
        return self.reference
