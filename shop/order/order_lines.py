"""The line of an order. Imported by `shop.order.models`."""

from collections.abc import Sequence
from decimal import Decimal
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models, transaction
from oscar.apps.order.abstract_models import AbstractLine
from oscar.apps.partner.exceptions import InvalidStockAdjustment

from shop.partner import stock
from shop.partner.movements import Kind


class Line(AbstractLine):
    """An order line with the VAT rate it was sold at; net and gross are Oscar's columns."""

    vat_rate = models.DecimalField(max_digits=5, decimal_places=4, default=Decimal("0"))
    quantity_withdrawn = models.PositiveIntegerField(
        default=0, help_text="Refunded and put back into stock before the parcel was sent."
    )
    quantity_sent = models.PositiveIntegerField(
        default=0, db_default=0, editable=False, help_text="In parcels that have left."
    )
    source = models.CharField(max_length=40, blank=True, db_index=True, help_text="Such as guide-12.")
    replaces = models.ForeignKey(
        "self", models.PROTECT, null=True, editable=False, related_name="replacements"
    )

    class Meta(AbstractLine.Meta):
        abstract = False
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(quantity__gte=models.F("quantity_sent") + models.F("quantity_withdrawn")),
                name="order_line_sends_no_more_than_ordered",
            )
        ]

    @property
    def quantity_not_withdrawn(self) -> int:
        """The quantity that isn't cancelled: what was sent or will be."""
        return int(self.quantity) - self.quantity_withdrawn

    @property
    def quantity_to_send(self) -> int:
        """What still has to leave, of an order that is waiting."""
        return self.quantity_not_withdrawn - self.quantity_sent

    @transaction.atomic
    def consume_allocation(
        self,
        quantity: int,
        *,
        batches: Sequence[tuple[int, int]] = (),
        by: AbstractBaseUser | None = None,
        kind: Kind = Kind.SOLD,
    ) -> None:
        """Take pieces that leave from the shelf, and from the batches (id, pieces) that they are of.

        Called for each parcel; raises InvalidStockAdjustment where fewer are promised to this line. Oscar
        compares with what this instance remembers, and tells the stock record nothing of the line.
        """
        if not self.can_track_allocations:
            return
        rows = type(self).objects.filter(pk=self.pk, num_allocated__gte=quantity, allocation_cancelled=False)
        if not rows.update(num_allocated=models.F("num_allocated") - quantity):
            raise InvalidStockAdjustment(f"Fewer are set aside for {self.title}.")
        if self.stockrecord_id:
            entry = stock.Entry(self._leaves_as(kind), by=by, line_id=self.pk)
            stock.sell(record_id=self.stockrecord_id, pieces=quantity, entry=entry, batches=batches)
            self.stockrecord.refresh_from_db(fields=["num_allocated", "num_in_stock"])
        self.refresh_from_db(fields=["num_allocated"])

    consume_allocation.alters_data = True  # type: ignore[attr-defined]

    def _leaves_as(self, kind: Kind) -> Kind:
        """The ledger tells what was sold from what was sent at no charge."""
        return Kind.SENT_FREE if kind == Kind.SOLD and not self.order.is_sale else kind
