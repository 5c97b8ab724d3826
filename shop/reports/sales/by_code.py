"""Sales by the code that was typed: whole orders, delivery included."""

from collections import defaultdict

from django.db.models import QuerySet

from shop.order.models import Order
from shop.reports.sales.period import by_number
from shop.reports.sales.sums import Sums, together


def by_code(orders: QuerySet[Order], total: Sums) -> dict[str, Sums]:
    """An order with two codes counts under both together, “A + B”; “” is without any."""
    codes = codes_of(orders)
    of_orders = by_number(orders.filter(pk__in=_with_codes(orders)))
    rows: defaultdict[str, Sums] = defaultdict(Sums)
    for pk, sums in of_orders.items():
        rows[" + ".join(sorted(codes[pk]))] += sums
    rows[""] = total - together(rows.values())
    return dict(rows)


def _with_codes(orders: QuerySet[Order]) -> QuerySet[Order, dict[str, int]]:
    return orders.filter(discounts__voucher_code__gt="").values("pk")


def codes_of(orders: QuerySet[Order]) -> dict[int, set[str]]:
    """The codes of each order that has one."""
    found: defaultdict[int, set[str]] = defaultdict(set)
    rows = orders.filter(discounts__voucher_code__gt="").values_list("pk", "discounts__voucher_code")
    for pk, code in rows:
        found[pk].add(code)
    return dict(found)
