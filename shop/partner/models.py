"""Partner models: Oscar's schema, with a guard against selling what isn't there."""

from django.db import connections, router
from oscar.apps.partner.abstract_models import AbstractStockRecord

from shop.catalogue.versions import stock_told

LOW_STOCK = 5
# Test, change and answer in one statement, short enough for the row that everybody wants.
CLAIM = """
    UPDATE partner_stockrecord SET num_allocated = COALESCE(num_allocated, 0) + %s
    WHERE id = %s AND num_in_stock - COALESCE(num_allocated, 0) >= %s
    RETURNING num_in_stock, num_allocated
"""


class OutOfStock(Exception):
    """Fewer are free than were asked for; nothing was allocated."""


class StockRecord(AbstractStockRecord):
    """A product's stock and price at its supplier."""

    class Meta(AbstractStockRecord.Meta):
        abstract = False

    @property
    def is_below_threshold(self) -> bool:
        """Whether staff are alerted: below the record's own threshold, or, without one, nothing is left."""
        if not self.can_track_allocations:
            return False
        return bool(self.net_stock_level < max(self.low_stock_threshold or 0, 1))

    def allocate(self, quantity: int) -> None:
        """Set units aside for an order, or raise OutOfStock.

        Called by OrderCreator.claim_stock. Oscar adds unconditionally, which lets two
        shoppers buy the last bottle; here test and change are one UPDATE, so that the second
        one changes no row, whatever either of them read before.
        """
        if not self.can_track_allocations:
            return
        with connections[router.db_for_write(StockRecord)].cursor() as cursor:
            cursor.execute(CLAIM, [quantity, self.pk, quantity])
            claimed = cursor.fetchone()
        if claimed is None:
            raise OutOfStock(self.partner_sku)
        self.num_in_stock, self.num_allocated = claimed
        if self.is_below_threshold or self.net_stock_level <= LOW_STOCK:  # pages say how many are left
            stock_told.send(StockRecord, instance=self)

    allocate.alters_data = True  # type: ignore[attr-defined]


from oscar.apps.partner.models import *  # noqa: E402, F403
