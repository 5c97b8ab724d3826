"""Partner models: Oscar's schema, with a guard against selling what isn't there."""

from django.db import models
from django.db.models import F
from django.db.models.functions import Coalesce
from oscar.apps.partner.abstract_models import AbstractStockRecord

from shop.catalogue.versions import bump_catalogue_version

LOW_STOCK = 5


class OutOfStock(Exception):
    """Fewer are free than were asked for; nothing was allocated."""


class StockRecord(AbstractStockRecord):
    """A product's stock and price at its supplier."""

    class Meta(AbstractStockRecord.Meta):
        abstract = False

    def allocate(self, quantity: int) -> None:
        """Set units aside for an order, or raise OutOfStock.

        Called by OrderCreator.update_stock_records. Oscar adds unconditionally, which lets two
        shoppers buy the last bottle; here test and change are one UPDATE, so that the second
        one changes no row, whatever either of them read before.
        """
        if not self.can_track_allocations:
            return
        free = F("num_in_stock") - Coalesce(F("num_allocated"), 0)
        changed = (
            StockRecord.objects.annotate(free=models.ExpressionWrapper(free, models.IntegerField()))
            .filter(pk=self.pk, free__gte=quantity)
            .update(num_allocated=Coalesce(F("num_allocated"), 0) + quantity)
        )
        if not changed:
            raise OutOfStock(self.partner_sku)
        self.refresh_from_db(fields=["num_allocated"])
        if self.net_stock_level <= LOW_STOCK:  # pages say how many are left
            bump_catalogue_version()

    allocate.alters_data = True  # type: ignore[attr-defined]


from oscar.apps.partner.models import *  # noqa: E402, F403
