"""Buyers' notices of cancellation, and what they cancel. Imported by `shop.order.models`."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from shop.integrity.immutable_rows import ImmutableColumns, ImmutableColumnsQuerySet
from shop.london import london


class NoticeRows(ImmutableColumnsQuerySet):
    """Notices of cancellation."""

    def open(self) -> "NoticeRows":
        """Those without an outcome or a reason to send all the same."""
        return self.filter(outcome="", send_anyway_at=None)


class CancellationNotice(ImmutableColumns):
    """A buyer's notice of cancellation, as they wrote it and never edited (CCR 2013, reg. 32).

    Its Return says what follows; settling that sets `handled_at` and `outcome` here, too. Until then the
    order isn't sent, unless staff give a reason for sending it.
    """

    immutable = frozenset({"order", "items", "reason", "received_at"})
    REFUNDED, NOTHING_OWED = "refunded", "nothing owed"

    order = models.ForeignKey("order.Order", models.PROTECT, related_name="cancellations")
    items = models.TextField(help_text="What is cancelled, as the form showed it.")
    reason = models.TextField(blank=True)
    received_at = models.DateTimeField(auto_now_add=True)
    handled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    outcome = models.CharField(max_length=20, blank=True, editable=False)
    outcome_note = models.CharField(max_length=200, blank=True, editable=False)
    send_anyway = models.CharField(max_length=200, blank=True, help_text="Why the order is sent anyway.")
    send_anyway_at = models.DateTimeField(null=True, editable=False)

    objects = NoticeRows.as_manager()

    class Meta:
        app_label = "order"
        ordering: ClassVar = ["-received_at"]

    def __str__(self) -> str:
        return f"{self.order_id}, {london(self.received_at, '%Y-%m-%d')}"


class CancelledLine(ImmutableColumns):
    """The quantity of an order line that a notice cancels; stored with the notice and never edited."""

    immutable = frozenset({"notice", "line", "quantity"})

    notice = models.ForeignKey(CancellationNotice, models.PROTECT, related_name="lines")
    line = models.ForeignKey("order.Line", models.PROTECT, related_name="cancelled")
    quantity = models.PositiveIntegerField()

    objects = ImmutableColumnsQuerySet.as_manager()

    class Meta:
        app_label = "order"
        ordering: ClassVar = ["line"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["notice", "line"], name="order_cancelled_line_once")
        ]

    def __str__(self) -> str:
        return f"{self.quantity} of {self.line_id}"
