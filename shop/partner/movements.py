"""The ledger of stock: every change of what is on the shelf is a row that is only ever added."""

import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from shop.integrity.append_only import AppendOnly


class Kind(models.TextChoices):
    """Why pieces came to the shelf or left it."""

    OPENING = "opening", "Opening stock"
    RECEIVED = "received", "Received"
    SOLD = "sold", "Sold"
    SENT_FREE = "sent free", "Sent at no charge"
    NOT_SENT = "not sent", "Not sent after all"
    PUT_BACK = "put back", "Put back after a return"
    COUNTED = "counted", "Count difference"
    FOUND_BATCH = "found batch", "Batch found by a count"
    BROKEN = "broken", "Broken"
    SAMPLE = "sample", "Sample"
    GIFT = "gift", "Gift"
    LOST = "lost", "Lost"
    FOUND = "found", "Found"
    WRITTEN_OFF = "written off", "Written off"
    CORRECTED = "corrected", "Batch of a sent parcel corrected"
    IN_SETS = "in sets", "Made into sets"
    TAKEN_APART = "taken apart", "Set taken apart"
    BLOCKED = "blocked", "Blocked"
    UNBLOCKED = "unblocked", "No longer blocked"
    REVERSED = "reversed", "Receipt reversed"


SALES = (Kind.SOLD, Kind.NOT_SENT)  # a parcel that didn’t leave after all takes its pieces back
LEFT_WITH_ORDERS = (Kind.SOLD, Kind.SENT_FREE)


class GoodsReceipt(AppendOnly):
    """The head of a delivery’s movements; a wrong one is reversed by another receipt, never edited.

    `key` comes with the form, so that a second click finds the receipt of the first.
    """

    key = models.UUIDField(unique=True, default=uuid.uuid4)
    supplier = models.CharField(max_length=100, blank=True)
    delivery_note = models.CharField(max_length=60, blank=True)
    reverses = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="reversal", editable=False
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        app_label = "partner"
        ordering: ClassVar = ["-at", "-pk"]

    def __str__(self) -> str:
        return " ".join(filter(None, ["Delivery", self.delivery_note, self.supplier]))


class StockCount(AppendOnly):
    """A count of one size, batch by batch; the difference stands in its movements.

    `key` comes with the form, so that a second click finds the first one's count.
    """

    key = models.UUIDField(unique=True, default=uuid.uuid4)
    stock_record = models.ForeignKey("partner.StockRecord", models.SET_NULL, null=True, related_name="counts")
    sku = models.CharField(max_length=128, blank=True)
    counted = models.PositiveIntegerField(help_text="All pieces that were counted.")
    difference = models.IntegerField(help_text="What was posted: counted less expected.")
    note = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        app_label = "partner"
        ordering: ClassVar = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.sku}: {self.counted} counted"


class StockMovement(AppendOnly):
    """Pieces that came (+) or left (−). The sum of a stock record’s rows is its `num_in_stock`.

    `batch` is empty while nobody knows it; `by` is empty where the shop did it itself. A product may be
    deleted, so the SKU of that day stays here.
    """

    stock_record = models.ForeignKey(
        "partner.StockRecord", models.SET_NULL, null=True, related_name="movements"
    )
    sku = models.CharField(max_length=128, blank=True)
    batch = models.ForeignKey("catalogue.Batch", models.PROTECT, null=True, related_name="movements")
    pieces = models.IntegerField()
    kind = models.CharField(max_length=20, choices=Kind.choices)
    reason = models.CharField(max_length=200, blank=True)
    line = models.ForeignKey("order.Line", models.PROTECT, null=True, related_name="stock_movements")
    receipt = models.ForeignKey(GoodsReceipt, models.PROTECT, null=True, related_name="movements")
    count = models.ForeignKey(StockCount, models.PROTECT, null=True, related_name="movements")
    cost = models.DecimalField(
        max_digits=10, decimal_places=4, null=True, help_text="What one piece cost, in pounds, without VAT."
    )
    key = models.UUIDField(
        null=True, unique=True, help_text="Of the form, so that a second click changes nothing."
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        app_label = "partner"
        ordering: ClassVar = ["-at", "-pk"]
        indexes: ClassVar = [
            models.Index(fields=["stock_record", "batch"], name="partner_movement_batch"),
            # Every list of batches sums the pieces of each one.
            models.Index(fields=["batch", "kind", "pieces"], name="partner_movement_pieces"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~models.Q(pieces=0), name="partner_movement_moves"),
        ]

    def __str__(self) -> str:
        return f"{self.pieces:+d} {self.get_kind_display()}, {self.sku}"

    @property
    def cost_in_pounds(self) -> str:
        """“2.10”; “0.0425” where there are parts of a penny; empty where nobody noted it."""
        if self.cost is None:
            return ""
        return f"{self.cost:.2f}" if self.cost == round(self.cost, 2) else f"{self.cost.normalize():f}"


def sum_by_batch(stock_record_id: int) -> dict[int | None, int]:
    """What the ledger has of a stock record, by batch id (None: unknown): in the order to take it in.

    Pieces of an unknown batch first, then by best-before date; blocked batches last.
    """
    rows: Any = StockMovement.objects.filter(stock_record_id=stock_record_id)
    expiry = models.F("batch__best_before").asc(nulls_last=True)
    rows = rows.order_by(models.F("batch__is_blocked").asc(nulls_first=True), expiry, "batch_id")
    found = rows.values("batch_id", "batch__is_blocked", "batch__best_before").annotate(
        sum=models.Sum("pieces")
    )
    return {row["batch_id"]: row["sum"] for row in found}
