"""The lines of an order that a reminder can be about, and how long they last."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from shop.catalogue.models import Product
from shop.catalogue.naming import title_of
from shop.catalogue.routine.rules import DAYS_A_MONTH, Routine, days_lasting
from shop.order.models import Line, Order

TIMES = range(1, 22)  # massages a week


@dataclass(frozen=True)
class OrderedBottles:
    """So many bottles of one size."""

    product: Product
    title: str
    quantity: int
    volume_ml: int
    ml: Decimal  # for one massage

    def lasts_days(self, times: int) -> int:
        """Days until all are used, at most as long as one may stay open for each of them; one at least."""
        sheet = self.product.sheet
        days = days_lasting(self.volume_ml, Routine(self.ml, times))
        if sheet.pao_months:
            days = min(days, int(sheet.pao_months * DAYS_A_MONTH))
        return max(days * self.quantity, 1)


def bottles_of(order: Order) -> list[OrderedBottles]:
    """The order’s oils with a volume and a measured amount, in the order of its lines."""
    return bottles_in(order.lines.select_related("product__parent").order_by("pk"))


def bottles_in(lines: Iterable[Line]) -> list[OrderedBottles]:
    """The same of lines that have been read with their products; a product may have been deleted."""
    found = [(line.product, line.quantity_not_withdrawn) for line in lines if line.product]
    return [
        OrderedBottles(product, title_of(product), quantity, product.volume_ml, product.sheet.ml_per_massage)
        for product, quantity in found
        if quantity and product.volume_ml and product.sheet.ml_per_massage
    ]
