"""Disputes and warnings of fraud. Imported by `shop.payment.models`."""

from decimal import Decimal
from typing import ClassVar

from django.conf import settings
from django.db import models

from shop.money import from_pence
from shop.payment.attempt_rows import PaymentAttempt


class Dispute(models.Model):
    """A dispute: the buyer's bank wants the money back; Stripe's id, status and deadline."""

    # A word of Stripe's that isn't here is taken for the worst: undecided, and the bank has the money.
    GONE: ClassVar = ["lost", "prevented"]
    DECIDED: ClassVar = ["won", "warning_closed", *GONE]
    HARMLESS: ClassVar = ["won", "warning_closed", "warning_needs_response", "warning_under_review"]

    attempt = models.ForeignKey(PaymentAttempt, models.PROTECT, related_name="disputes")
    dispute_id = models.CharField(max_length=64, unique=True)
    amount_minor = models.PositiveIntegerField(help_text="Pence.")
    reason = models.CharField(max_length=60, blank=True)
    status = models.CharField(max_length=40)
    due_by = models.DateTimeField(null=True, help_text="Evidence must reach Stripe by then.")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering: ClassVar = ["created_at", "pk"]

    def __str__(self) -> str:
        return self.dispute_id

    @property
    def is_open(self) -> bool:
        """The bank hasn't decided."""
        return self.status not in self.DECIDED

    @property
    def is_taken(self) -> bool:
        """The bank has the money; a warning only asks."""
        return self.status not in self.HARMLESS

    @property
    def pounds(self) -> Decimal:
        """The amount in pounds."""
        return from_pence(self.amount_minor)

    @property
    def status_words(self) -> str:
        """Stripe's word without its underscores."""
        return self.status.replace("_", " ")


class FraudWarning(models.Model):
    """An early fraud warning of a card scheme or Stripe; it holds the order until staff clear it."""

    attempt = models.ForeignKey(PaymentAttempt, models.PROTECT, related_name="warnings")
    warning_id = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=60, blank=True)
    cleared_at = models.DateTimeField(null=True)
    cleared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["created_at", "pk"]

    def __str__(self) -> str:
        return self.warning_id
