"""Payment models: attempts, refunds, disputes and events. Oscar's sources are computed from them.

One file, though it is long: Oscar's own models follow at its end and must be registered after ours.
"""

import uuid
from decimal import Decimal
from typing import ClassVar

from django.conf import settings
from django.db import models
from oscar.apps.payment.abstract_models import AbstractSource

from shop.london import london
from shop.money import from_pence
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


class Source(AbstractSource):
    """Money from one PaymentIntent for one order; its reference is the PaymentIntent's id."""

    class Meta(AbstractSource.Meta):
        abstract = False
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["reference"], condition=~models.Q(reference=""), name="payment_source_reference"
            )
        ]


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


from oscar.apps.payment.models import *  # noqa: E402, F403

from shop.payment.payout_rows import Payout, PayoutEntry  # noqa: E402, F401
from shop.payment.simulator.models import SimulatedKey, SimulatedObject  # noqa: E402, F401
