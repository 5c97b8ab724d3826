"""Payouts: what Stripe sent to our bank account, and the movements of the balance that each is made of."""

from typing import Any, ClassVar, Final

from django.db import models
from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Sum, Value, When
from django.db.models.functions import Coalesce

# A payout only goes forward; one that was paid can still fail, when the bank sends it back.
STATUSES: Final = ("pending", "in_transit", "paid", "failed", "canceled")
KINDS: Final = {
    "charge": "Payment",
    "payment": "Payment",
    "refund": "Refund",
    "payment_refund": "Refund",
    "refund_failure": "Refund that came back",
    "payment_failure_refund": "Payment that failed",
    "adjustment": "Dispute or correction",
    "stripe_fee": "Stripe’s fee",
    "stripe_fx_fee": "Stripe’s fee",
    "tax_fee": "Tax on Stripe’s fee",
}
FEES: Final = ("stripe_fee", "stripe_fx_fee", "tax_fee")  # fees that belong to no payment


def _sum(of: str, which: Q | None = None) -> Coalesce:
    return Coalesce(Sum(f"entries__{of}_minor", filter=which), 0)


class Payouts(models.QuerySet["Payout"]):
    """Payouts; their status only goes forward."""

    def with_sums(self) -> QuerySet[Any]:
        """With `payments`, `back` (below nothing), `fees`, and `strange`: how many are of no payment."""
        alone = Q(entries__kind__in=FEES)
        return self.annotate(
            payments=_sum("amount", ~alone & Q(entries__amount_minor__gt=0)),
            back=_sum("amount", ~alone & Q(entries__amount_minor__lt=0)),
            fees=_sum("fee") - _sum("amount", alone),
            strange=Count("entries", filter=~alone & Q(entries__attempt=None)),
        )

    def advance(self, status: str) -> int:
        """Set the status of those that haven't come further; one statement, so that no older answer wins."""
        ranks = [When(status=name, then=Value(place)) for place, name in enumerate(STATUSES)]
        rows = self.annotate(rank=Case(*ranks, default=Value(-1), output_field=IntegerField()))
        return rows.filter(rank__lt=rank_of(status)).update(status=status)

    advance.alters_data = True  # type: ignore[attr-defined]


def rank_of(status: str) -> int:
    """How far it has come; a word of Stripe's that isn't known counts as the last."""
    return STATUSES.index(status) if status in STATUSES else len(STATUSES)


class Payout(models.Model):
    """Money on its way to the bank. `names_payments` is false for one that was made by hand at Stripe."""

    payout_id = models.CharField(max_length=64, unique=True)
    amount_minor = models.IntegerField(help_text="Pence; minus where Stripe took money from the bank.")
    status = models.CharField(max_length=20)
    arrives_on = models.DateField(help_text="The day on which the bank should have it.")
    created_at = models.DateTimeField(help_text="At Stripe.")
    names_payments = models.BooleanField(default=True)
    entries_read = models.BooleanField(default=False)

    objects: ClassVar = Payouts.as_manager()

    class Meta:
        ordering: ClassVar = ["-arrives_on", "-created_at"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.payout_id

    @property
    def status_words(self) -> str:
        """Stripe's word without its underscores."""
        return self.status.replace("_", " ")


class PayoutEntry(models.Model):
    """A movement of the balance in a payout; `attempt` is empty for what belongs to no payment of ours."""

    payout = models.ForeignKey(Payout, models.PROTECT, related_name="entries")
    attempt = models.ForeignKey(
        "payment.PaymentAttempt", models.PROTECT, null=True, related_name="payout_entries"
    )
    entry_id = models.CharField(max_length=64, unique=True)
    source_id = models.CharField(max_length=64, blank=True)
    kind = models.CharField(max_length=40, help_text="Stripe’s type.")
    amount_minor = models.IntegerField(help_text="Pence; minus for what left us.")
    fee_minor = models.IntegerField(help_text="Pence that Stripe kept.")
    created_at = models.DateTimeField(help_text="At Stripe.")

    class Meta:
        ordering: ClassVar = ["created_at", "pk"]
        default_permissions = ()
        verbose_name_plural = "payout entries"

    def __str__(self) -> str:
        return self.entry_id

    @property
    def kind_words(self) -> str:
        """What it is, in words; a type that we don't know as Stripe calls it."""
        return KINDS.get(self.kind, self.kind.replace("_", " "))

    @property
    def net_minor(self) -> int:
        """Pence that it added to the payout."""
        return self.amount_minor - self.fee_minor


def net_of(entries: QuerySet[PayoutEntry]) -> int:
    """Pence of all of them together."""
    found = entries.aggregate(net=Sum(F("amount_minor") - F("fee_minor")))["net"]
    return int(found or 0)
