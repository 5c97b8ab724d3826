"""What codes were used for: how often, what they took off, and what their orders brought."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from django.db.models import QuerySet, Sum

from shop.money import to_pence
from shop.order.models import Order, OrderDiscount  # type: ignore[attr-defined]  # Oscar’s
from shop.reports.sales.period import by_number
from shop.reports.sales.sums import Sums

CODE, OFFER = "voucher_code", "offer_name"
COLUMNS: Final = (CODE, OFFER)


@dataclass(frozen=True)
class CodeUse:
    """One code or offer: pence that it took off, and the sums of the whole orders that used it."""

    discount: int = 0
    sums: Sums = Sums()

    def __add__(self, other: "CodeUse") -> "CodeUse":
        return CodeUse(self.discount + other.discount, self.sums + other.sums)


def code_uses(orders: QuerySet[Order], column: str = CODE) -> dict[str, CodeUse]:
    """By code, or by the offer that codes belong to.

    An order with two codes stands in the row of each; only what each took off is its own.
    """
    sums = by_number(_with_codes(orders))
    rows: defaultdict[str, CodeUse] = defaultdict(CodeUse)
    for name, order, discount in _discounts(orders, column):
        rows[name] += CodeUse(discount, sums[order])
    return dict(rows)


def all_uses(orders: QuerySet[Order]) -> CodeUse:
    """All of them as one row, in which each order counts once."""
    taken_off = sum(discount for _, _, discount in _discounts(orders, CODE))
    return CodeUse(taken_off, sum(by_number(_with_codes(orders)).values(), Sums()))


def _with_codes(orders: QuerySet[Order]) -> QuerySet[Order]:
    """Without a join, which would count an order once for each of its discounts."""
    return orders.filter(pk__in=orders.filter(discounts__voucher_code__gt="").values("pk"))


def _discounts(orders: QuerySet[Order], column: str) -> list[tuple[str, int, int]]:
    """Name, order and pence; a code with discounts on items and on delivery is one row of its order."""
    used = OrderDiscount.objects.filter(order__in=orders.values("pk"), voucher_code__gt="").order_by()
    rows = used.values_list(column, "order").annotate(pounds=Sum("amount"))
    return [(name, order, to_pence(pounds)) for name, order, pounds in rows]
