"""Stripe’s events, entries of our balance, and nightly comparisons. Imported by `shop.payment.models`."""

from typing import ClassVar

from django.db import models

from shop.london import london
from shop.payment.attempt_rows import PaymentAttempt


class BalanceEntry(models.Model):
    """A balance transaction: what a charge, refund or dispute did to our balance at Stripe, and its fee."""

    attempt = models.ForeignKey(PaymentAttempt, models.PROTECT, related_name="entries")
    entry_id = models.CharField(max_length=64, unique=True)
    source_id = models.CharField(max_length=64)
    kind = models.CharField(max_length=40, help_text="Stripe’s type.")
    amount_minor = models.IntegerField(help_text="Pence; minus for what left us.")
    fee_minor = models.IntegerField(help_text="Pence that Stripe kept.")
    created_at = models.DateTimeField(help_text="At Stripe.")

    class Meta:
        ordering: ClassVar = ["created_at", "pk"]
        verbose_name_plural = "balance entries"

    def __str__(self) -> str:
        return self.entry_id


class WebhookEvent(models.Model):
    """An event from Stripe, stored once by its id."""

    event_id = models.CharField(max_length=80, unique=True)
    event_type = models.CharField(max_length=80)
    object_id = models.CharField(max_length=80, blank=True)
    received_at = models.DateTimeField(auto_now_add=True)
    processed_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-received_at"]

    def __str__(self) -> str:
        return f"{self.event_id} {self.event_type}"


class Comparison(models.Model):
    """A nightly reconciliation with Stripe; the office shows the latest."""

    created_at = models.DateTimeField(auto_now_add=True)
    compared = models.JSONField(default=dict, help_text="How many of what.")
    findings = models.JSONField(default=list, help_text="Pairs of order number, or nothing, and text.")
    problem = models.CharField(max_length=200, blank=True, help_text="Why there was none.")

    class Meta:
        ordering: ClassVar = ["-created_at"]
        get_latest_by = "created_at"

    def __str__(self) -> str:
        return f"{london(self.created_at, '%Y-%m-%d')}: {self.problem or len(self.findings)}"
