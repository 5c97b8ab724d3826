"""Refunds, their lines, and what staff settled otherwise. Imported by `shop.payment.models`."""

import uuid
from decimal import Decimal
from typing import ClassVar

from django.conf import settings
from django.db import models

from shop.money import from_pence
from shop.payment.attempt_rows import PaymentAttempt


class Refund(models.Model):
    """A refund. The row and its key are committed before Stripe is called with it."""

    class State(models.TextChoices):
        NEW = "new", "asked, no answer yet"
        PENDING = "pending", "on its way"
        REQUIRES_ACTION = "requires_action", "waiting for the buyer"
        SUCCEEDED = "succeeded", "given back"
        FAILED = "failed", "failed"
        CANCELED = "canceled", "cancelled"

    ACCEPTED: ClassVar = [State.PENDING, State.REQUIRES_ACTION, State.SUCCEEDED]
    FELL_THROUGH: ClassVar = [State.FAILED, State.CANCELED]

    class Reason(models.TextChoices):
        """Stripe's own three words."""

        WANTED = "requested_by_customer", "The buyer asked for it"
        DUPLICATE = "duplicate", "Paid twice"
        FRAUD = "fraudulent", "Fraud: Stripe blocks the card and the address"

    class Cause(models.TextChoices):
        """Why we give it back, in our own words."""

        CANCELLED = "cancelled", "Cancelled"
        FAULTY = "faulty", "Faulty"
        DAMAGED = "damaged", "Damaged"
        LOST = "lost", "Lost"
        WRONG_ITEM = "wrong item", "Wrong item"
        GOODWILL = "goodwill", "Goodwill"
        PAID_TWICE = "paid twice", "Paid twice"
        FRAUD = "fraud", "Fraud: Stripe blocks the card and the address"

    STRIPES: ClassVar = {Cause.PAID_TWICE: Reason.DUPLICATE, Cause.FRAUD: Reason.FRAUD}  # else WANTED

    attempt = models.ForeignKey(PaymentAttempt, models.PROTECT, related_name="refunds")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    refund_id = models.CharField(max_length=64, unique=True, null=True)  # noqa: DJ001
    amount_minor = models.PositiveIntegerField(help_text="Pence.")
    delivery_minor = models.PositiveIntegerField(default=0, help_text="Pence of it for delivery.")
    state = models.CharField(max_length=15, choices=State, default=State.NEW)
    reason = models.CharField(max_length=40, blank=True, help_text="One of Stripe’s three words.")
    cause = models.CharField(max_length=20, choices=Cause, blank=True, default="", db_default="")
    note = models.CharField(max_length=200, blank=True, help_text="For staff; the buyer doesn’t see it.")
    item_return = models.ForeignKey(
        "order.Return", models.PROTECT, null=True, related_name="refunds", help_text="What it settles."
    )
    deducted_minor = models.PositiveIntegerField(
        default=0, db_default=0, help_text="Pence that the items were worth less, taken off."
    )
    deducted_why = models.CharField(
        max_length=200, blank=True, default="", db_default="", help_text="The buyer is told."
    )
    ends_order = models.BooleanField(default=False)
    restock = models.BooleanField(
        default=False, help_text="The order was cancelled, and its items can be sold again."
    )
    failure = models.CharField(max_length=60, blank=True, help_text="Stripe’s word for it.")
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    accepted_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering: ClassVar = ["created_at", "pk"]

    def __str__(self) -> str:
        return self.refund_id or str(self.key)

    @property
    def pounds(self) -> Decimal:
        """The amount in pounds."""
        return from_pence(self.amount_minor)

    @property
    def deducted(self) -> Decimal:
        """What was taken off, in pounds."""
        return from_pence(self.deducted_minor)


class Settlement(models.Model):
    """A settlement by staff: money paid back otherwise, or a loss that the shop bears; append-only."""

    class Kind(models.TextChoices):
        LOSS = "loss", "The shop bears the loss: send the order"
        PAID_BACK = "paid_back", "Paid back another way: end the order"

    attempt = models.ForeignKey(PaymentAttempt, models.PROTECT, related_name="settlements")
    refund = models.ForeignKey(
        Refund, models.PROTECT, null=True, related_name="settlements", help_text="The refund that failed."
    )
    kind = models.CharField(max_length=10, choices=Kind)
    amount_minor = models.PositiveIntegerField(help_text="Pence.")
    reason = models.CharField(max_length=200)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["created_at", "pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: £{self.pounds}"

    @property
    def pounds(self) -> Decimal:
        """The amount in pounds."""
        return from_pence(self.amount_minor)


class RefundLine(models.Model):
    """The quantity of an order line in a refund; `restock` returns it to stock, once.

    `taken_back` is how many it really did put back: they stay on the shelf even if the refund falls through.
    """

    refund = models.ForeignKey(Refund, models.CASCADE, related_name="lines")
    line = models.ForeignKey("order.Line", models.PROTECT, related_name="refund_lines")
    quantity = models.PositiveIntegerField()
    restock = models.BooleanField(default=False)
    taken_back = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["line"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["refund", "line"], name="payment_refund_line_once")
        ]

    def __str__(self) -> str:
        return f"{self.quantity} of {self.line_id}"
