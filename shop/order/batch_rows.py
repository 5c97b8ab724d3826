"""Which batches the pieces of an order line are from. Imported by `shop.order.models`."""

from typing import ClassVar

from django.db import models

from shop.integrity.immutable_rows import ImmutableColumns, ImmutableColumnsQuerySet


class LineBatchRows(ImmutableColumnsQuerySet):
    """Rows that link order lines to batches."""

    def standing(self) -> "LineBatchRows":
        """The rows that no later correction replaces."""
        return self.filter(corrected_at=None)


class LineBatch(ImmutableColumns):
    """The batch of an order line, so that a recall reaches its buyer (Cosmetics Regulation, art. 7).

    Stored for ten years. A wrong row gets `corrected_at`, and new rows are added, the first of which is named
    in `replaced_by`. A set may have the batch of an oil inside it. `parcel` is None where an order had one
    parcel, and none was noted yet.
    """

    immutable = frozenset({"line", "batch", "quantity", "parcel"})

    line = models.ForeignKey("order.Line", models.PROTECT, related_name="batches")
    batch = models.ForeignKey("catalogue.Batch", models.PROTECT, related_name="order_lines")
    quantity = models.PositiveIntegerField()
    parcel = models.ForeignKey(
        "order.Parcel", models.PROTECT, null=True, editable=False, related_name="batches"
    )
    corrected_at = models.DateTimeField(null=True, editable=False)
    correction = models.CharField(max_length=200, blank=True, help_text="Why it was wrong, and who says so.")
    replaced_by = models.ForeignKey(
        "self", models.PROTECT, null=True, editable=False, related_name="replaces"
    )

    objects = LineBatchRows.as_manager()

    class Meta:
        app_label = "order"
        indexes: ClassVar = [
            # Every list of batches sums the pieces of each one.
            models.Index(fields=["batch", "corrected_at", "quantity"], name="order_pieces_of_a_batch"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["line", "batch"],
                condition=models.Q(corrected_at=None, parcel=None),
                name="order_line_batch_stands_once",
            ),
            models.UniqueConstraint(
                fields=["line", "batch", "parcel"],
                condition=models.Q(corrected_at=None),
                name="order_parcel_batch_stands_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} of {self.batch}"
