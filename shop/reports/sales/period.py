"""The orders of a period, and the sums of whole orders."""

from collections.abc import Hashable, Mapping
from datetime import date
from typing import Any

from django.db.models import Count, F, QuerySet, Sum
from django.db.models.expressions import Combinable
from django.db.models.functions import TruncDate

from shop.london import LONDON, end_of, start_of
from shop.money import to_pence
from shop.order.models import Line, Order
from shop.order.sales import sold_orders
from shop.reports.sales.refunded import back_by_order
from shop.reports.sales.shares import Back
from shop.reports.sales.sums import Sums

LINE_SUMS: Mapping[str, Any] = {
    "pieces": Sum("quantity"),
    "before": Sum("line_price_before_discounts_incl_tax"),
    "paid": Sum("line_price_incl_tax"),
    "net": Sum("line_price_excl_tax"),
}


def sold_in(first: date, last: date, *, simulated: bool = False) -> QuerySet[Order]:
    """The sales that were placed on these London days, both included."""
    sold = sold_orders(simulated=simulated)
    return sold.filter(date_placed__range=(start_of(first), end_of(last))).order_by()


def lines_of(orders: QuerySet[Order]) -> QuerySet[Line]:
    """Their lines, in no order."""
    return Line.objects.filter(order__in=orders.values("pk")).order_by()


def by_day(orders: QuerySet[Order]) -> dict[date, Sums]:
    """Whole orders, delivery included, by the London day on which they were placed."""
    of_line = TruncDate("order__date_placed", tzinfo=LONDON)
    return _whole_orders(orders, TruncDate("date_placed", tzinfo=LONDON), of_line)


def by_number(orders: QuerySet[Order]) -> dict[int, Sums]:
    """Each order for itself, by its key."""
    return _whole_orders(orders, F("pk"), F("order"))


def _whole_orders(orders: QuerySet[Order], of_order: Combinable, of_line: Combinable) -> dict[Any, Sums]:
    """The sums by a column of orders, in the same number of queries however many orders there are."""
    keyed = orders.annotate(key=of_order)
    sums = {row["key"]: _delivery(row) for row in _deliveries(keyed)}
    for row in lines_of(orders).annotate(key=of_line).values("key").annotate(**LINE_SUMS):
        sums[row["key"]] += line_sums(row)
    back = back_by_order(orders)
    for pk, found in keyed.filter(pk__in=list(back)).values_list("pk", "key"):
        sums[found] += taken_off(back[pk])
    return sums


def _deliveries(keyed: QuerySet[Order]) -> QuerySet[Order, dict[str, Any]]:
    sums = {"gross": Sum("shipping_incl_tax"), "net": Sum("shipping_excl_tax")}
    return keyed.values("key").annotate(orders=Count("pk"), **sums)


def _delivery(row: Mapping[str, Any]) -> Sums:
    gross = to_pence(row["gross"])
    return Sums(orders=row["orders"], delivery=gross, vat=gross - to_pence(row["net"]))


def line_sums(row: Mapping[str, Any], **more: int) -> Sums:
    """A row of `LINE_SUMS` in pence."""
    before, paid = to_pence(row["before"]), to_pence(row["paid"])
    return Sums(
        pieces=row["pieces"], items=before, discounts=before - paid, vat=paid - to_pence(row["net"]), **more
    )


def taken_off(back: Back) -> Sums:
    """What a refund does to the sums."""
    return Sums(given_back=back.gross, vat=-back.vat)


def keyed_by(row: Mapping[str, Any], names: tuple[str, ...]) -> tuple[Hashable, ...]:
    """The columns by which a row was added up."""
    return tuple(row[name] for name in names)
