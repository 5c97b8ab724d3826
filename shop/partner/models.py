"""Partner models: Oscar’s schema, with a guard against overselling."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import connections, router
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from oscar.apps.partner.abstract_models import AbstractStockRecord

from shop.integrity.changed_columns import ChangedColumns
from shop.signals import displayed_stock_changed

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

    Sales change a row while staff edit it. So `save` writes only what this instance changed, applies the
    difference in stock instead of setting it, and never writes allocations.
    """

    counted = frozenset({"num_allocated"})

    class Meta(AbstractStockRecord.Meta):
        abstract = False

    def __str__(self) -> str:
        return str(self.product)

    def clean(self) -> None:
        """Stock can’t be lower than the allocations; called by the dashboard’s form and the import."""
        super().clean()
        promised = self._promised()
        if self.num_in_stock is not None and self.num_in_stock < promised:
            raise ValidationError({"num_in_stock": f"{promised} are promised to orders."})

    def _promised(self) -> int:
        rows = StockRecord.objects.filter(pk=self.pk) if self.pk else StockRecord.objects.none()
        return rows.values_list("num_allocated", flat=True).first() or 0

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Raises ValidationError if less would be in stock than is allocated to orders."""
        wanted = kwargs.get("update_fields") or {"num_in_stock"}
        is_there = not self._state.adding and not kwargs.get("force_insert")
        if is_there and "num_in_stock" in self.changed_columns() & set(wanted):
            self._move_stock()
        super().save(*args, **kwargs)

    def _move_stock(self) -> None:
        """Apply this instance’s change of stock in one UPDATE, then read the new value."""
        rows = StockRecord.objects.filter(pk=self.pk)
        before, now = self.read["num_in_stock"], self.__dict__["num_in_stock"]
        if before is None or now is None:
            rows.update(num_in_stock=now)
            return
        enough = Q(num_in_stock__gte=Coalesce(F("num_allocated"), 0) + (before - now))
        if now < before and not rows.filter(enough).update(num_in_stock=F("num_in_stock") - (before - now)):
            raise ValidationError({"num_in_stock": f"{self._promised()} are promised to orders."})
        if now > before:
            rows.update(num_in_stock=F("num_in_stock") + (now - before))
        self.num_in_stock = rows.values_list("num_in_stock", flat=True).get()
        self.note_read_stock()

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
