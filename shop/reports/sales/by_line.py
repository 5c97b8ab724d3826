"""Sales by product, size and source: sums of order lines, with delivery as a row of its own."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, Final

from django.db.models import Count, F, QuerySet, Sum
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from shop.money import to_pence
from shop.order.models import Line, Order
from shop.payment.amounts import share
from shop.payment.models import Refund, RefundLine
from shop.reports.sales.period import LINE_SUMS, keyed_by, line_sums, lines_of, taken_off
from shop.reports.sales.refunded import back_by_order
from shop.reports.sales.shares import Back, Part, shared_out
from shop.reports.sales.sums import Sums

type Key = tuple[object, ...]
PRODUCT: Final[Mapping[str, Combinable]] = {
    "which": Coalesce("product__parent", "product"),
    "called": Coalesce("product__parent__title", "product__title", "title"),
}
SIZE: Final[Mapping[str, Combinable]] = {"called": F("title"), "sku": F("partner_sku")}
SOURCE: Final[Mapping[str, Combinable]] = {"from": F("source")}
DELIVERY: Final[Key] = ("delivery",)
PRICES: Final = ("quantity", "line_price_incl_tax", "line_price_excl_tax")


def by_line(orders: QuerySet[Order], columns: Mapping[str, Combinable]) -> dict[Key, Sums]:
    """The sums by these columns of order lines, and of `DELIVERY`; together they are those of the orders."""
    names = tuple(f"by_{name}" for name in columns)
    lines = lines_of(orders).annotate(**{f"by_{name}": column for name, column in columns.items()})
    sums: defaultdict[Key, Sums] = defaultdict(Sums)
    for row in lines.values(*names).annotate(orders=Count("order", distinct=True), **LINE_SUMS):
        sums[keyed_by(row, names)] += line_sums(row, orders=row["orders"])
    sums[DELIVERY] += _deliveries(orders)
    for key, back in _shares(orders, lines, names):
        sums[key] += taken_off(back)
    return dict(sums)


def _deliveries(orders: QuerySet[Order]) -> Sums:
    sums = orders.aggregate(gross=Sum("shipping_incl_tax"), net=Sum("shipping_excl_tax"))
    gross, net = (to_pence(sums[name]) if sums[name] else 0 for name in ("gross", "net"))
    return Sums(delivery=gross, vat=gross - net)


def _shares(
    orders: QuerySet[Order], lines: QuerySet[Line], names: tuple[str, ...]
) -> Iterator[tuple[Key, Back]]:
    """Each line's and each delivery's share of what its order gave back."""
    back = back_by_order(orders)
    parts: dict[int, list[tuple[Key, Part]]] = {}
    named, delivery = _named(list(back)), _named_delivery(list(back))
    for order in orders.filter(pk__in=back):
        gross, net = to_pence(order.shipping_incl_tax), to_pence(order.shipping_excl_tax)
        parts[order.pk] = [(DELIVERY, Part(gross, gross - net, delivery.get(order.pk, 0)))]
    for row in lines.filter(order__in=list(back)).values("pk", "order", *PRICES, *names):
        parts[row["order"]].append((keyed_by(row, names), _part(row, named)))
    for pk, found in parts.items():
        yield from zip(
            (key for key, _ in found), shared_out(back[pk], [part for _, part in found]), strict=True
        )


def _part(row: Mapping[str, Any], named: Mapping[int, int]) -> Part:
    paid, quantity = to_pence(row["line_price_incl_tax"]), row["quantity"]
    pieces = min(named.get(row["pk"], 0), quantity)
    return Part(
        paid,
        vat=paid - to_pence(row["line_price_excl_tax"]),
        named=share(paid, quantity, after=0, pieces=pieces),
    )


def _named(orders: list[int]) -> dict[int, int]:
    """Pieces that went back by a refund that names them, by line."""
    rows = RefundLine.objects.filter(line__order__in=orders, refund__state__in=Refund.ACCEPTED).order_by()
    return dict(rows.values_list("line").annotate(pieces=Sum("quantity")))


def _named_delivery(orders: list[int]) -> dict[int, int]:
    rows = Refund.objects.filter(attempt__order__in=orders, state__in=Refund.ACCEPTED).order_by()
    return dict(rows.values_list("attempt__order").annotate(pence=Sum("delivery_minor")))
