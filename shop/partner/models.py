"""Partner models: Oscar’s schema, with a guard against overselling."""

from collections.abc import Iterable

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import connections, router, transaction
from oscar.apps.partner.abstract_models import AbstractStockRecord

from shop.integrity.changed_columns import ChangedColumns
from shop.partner import stock
from shop.partner.movements import GoodsReceipt, Kind, StockCount, StockMovement
from shop.partner.planned_price import PlannedPrice
from shop.signals import displayed_stock_changed

__all__ = ["GoodsReceipt", "PlannedPrice", "StockCount", "StockMovement"]
LOW_STOCK = 5
# Test, change and result in one statement, so that a popular row is locked only briefly.
ALLOCATE = """
    UPDATE partner_stockrecord SET num_allocated = COALESCE(num_allocated, 0) + %s
    WHERE id = %s AND num_in_stock - COALESCE(num_allocated, 0) >= %s
    RETURNING num_in_stock, num_allocated
"""


class OutOfStock(Exception):
    """Fewer items are available than requested; nothing was allocated."""


class StockRecord(AbstractStockRecord, ChangedColumns):
    """A product’s stock and price at its supplier.

    Sales change a row while staff edit it. So `save` writes only what this instance changed, posts the
    difference in stock to the ledger instead of setting it, and never writes allocations.
    """

    counted = frozenset({"num_allocated"})
    changed_by: AbstractBaseUser | None = None  # who types another stock; a form sets it before `save`
    change_reason: str = ""

    class Meta(AbstractStockRecord.Meta):
        abstract = False

    def __str__(self) -> str:
        return str(self.product)

    def clean(self) -> None:
        """Stock can’t be lower than the allocations; called by the import."""
        super().clean()
        promised = self._promised()
        if self.num_in_stock is not None and self.num_in_stock < promised:
            raise ValidationError({"num_in_stock": f"{promised} are promised to orders."})

    def _promised(self) -> int:
        rows = StockRecord.objects.filter(pk=self.pk) if self.pk else StockRecord.objects.none()
        return rows.values_list("num_allocated", flat=True).first() or 0

    @transaction.atomic
    def save(self, *args: object, **kwargs: object) -> None:
        """Raises ValidationError if less would be in stock than is allocated to orders."""
        wanted: Iterable[str] = kwargs.get("update_fields") or {"num_in_stock"}  # type: ignore[assignment]
        is_new = self._state.adding or bool(kwargs.get("force_insert"))
        if not is_new and "num_in_stock" in self.changed_columns() & set(wanted):
            self._move_stock()
        super().save(*args, **kwargs)
        if is_new:
            stock.open_record(self)

    def _move_stock(self) -> None:
        """Post this instance’s change of stock to the ledger, then read the new value."""
        before, now = self.read["num_in_stock"], self.__dict__["num_in_stock"]
        if not stock.apply_typed(self, before=before, now=now):
            raise ValidationError({"num_in_stock": f"{self._promised()} are promised to orders."})
        self.num_in_stock = StockRecord.objects.values_list("num_in_stock", flat=True).get(pk=self.pk)
        self.note_read_stock()

    def consume_allocation(self, quantity: int) -> None:
        """Called by Oscar for goods that leave; an order line calls `stock.sell` itself, with its batches.

        Raises InvalidStockAdjustment.
        """
        if not self.can_track_allocations:
            return
        stock.sell(record_id=self.pk, pieces=quantity, entry=stock.Entry(Kind.SOLD))
        self.refresh_from_db(fields=["num_allocated", "num_in_stock"])

    consume_allocation.alters_data = True  # type: ignore[attr-defined]

    def note_read_stock(self) -> None:
        """Record the stock in the table as read by this instance."""
        now = {"num_in_stock": self.num_in_stock, "num_allocated": self.num_allocated}
        self.__dict__["read"] = {**self.read, **now}

    @property
    def is_below_threshold(self) -> bool:
        """Whether staff get an alert: stock is below the record’s own threshold or, without one, at zero."""
        if not self.can_track_allocations:
            return False
        return bool(self.net_stock_level < max(self.low_stock_threshold or 0, 1))

    def allocate(self, quantity: int) -> None:
        """Allocate units to an order, or raise OutOfStock.

        Called when an order is placed. Oscar adds unconditionally, so two shoppers could buy the last
        bottle. Here test and change are one UPDATE, so the second changes no row, whatever either has read.
        """
        if not self.can_track_allocations:
            return
        with connections[router.db_for_write(StockRecord)].cursor() as cursor:
            cursor.execute(ALLOCATE, [quantity, self.pk, quantity])
            allocated = cursor.fetchone()
        if allocated is None:
            raise OutOfStock(self.partner_sku)
        self.num_in_stock, self.num_allocated = allocated
        self.note_read_stock()
        if self.is_below_threshold or self.net_stock_level <= LOW_STOCK:  # pages show how many are left
            displayed_stock_changed.send(StockRecord, instance=self)

    allocate.alters_data = True  # type: ignore[attr-defined]


from oscar.apps.partner.models import *  # noqa: E402, F403
