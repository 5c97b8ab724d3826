"""The VAT of an order that is paid on a later day than it was placed.

The money comes before the parcel, so the day of the payment is the tax point (VAT Act 1994, s. 6(4)): whether
the trader is registered, and the rates, are those of that day. What the buyer pays stays as it was agreed.
"""

from collections import Counter

from django.utils import timezone

from shop.order.order_facts import OrderFacts
from shop.order.order_lines import Line
from shop.partner.vat import Split, allocate, split_delivery, split_gross
from shop.partner.vat_now import rate_now


def settle_vat(order: OrderFacts) -> None:
    """Take the VAT of today out of its prices, where it differs from what was stored.

    Called in the transaction that makes the order paid, before its invoice is issued.
    """
    if timezone.localdate(order.date_placed) == timezone.localdate():
        return
    lines: list[Line] = list(order.lines.order_by("pk"))
    parts = [_part(order, line) for line in lines]
    if all(part.rate == line.vat_rate for part, line in zip(parts, lines, strict=True)):
        return
    for line, part in zip(lines, parts, strict=True):
        _write_line(line, part)
    _write_totals(order, parts)


def _part(order: OrderFacts, line: Line) -> Split:
    rate = rate_now(line.tax_code or "standard", zero_rated=order.is_export)
    return split_gross(line.line_price_incl_tax, rate)


def _write_line(line: Line, part: Split) -> None:
    line.vat_rate = part.rate
    line.line_price_excl_tax = part.net
    before = split_gross(line.line_price_before_discounts_incl_tax, part.rate)
    line.line_price_before_discounts_excl_tax = before.net
    names = ["vat_rate", "line_price_excl_tax", "line_price_before_discounts_excl_tax"]
    if line.unit_price_incl_tax is not None:
        line.unit_price_excl_tax = split_gross(line.unit_price_incl_tax, part.rate).net
        names.append("unit_price_excl_tax")
    line.save(update_fields=names)
    _write_units(line, part)


def _write_units(line: Line, part: Split) -> None:
    """What each unit cost without VAT; the rows add up to the line."""
    rows = line.prices.order_by("pk")
    gross = [row.price_incl_tax for row in rows for _ in range(row.quantity)]
    units = Counter(zip(gross, allocate(part.net, gross), strict=True))
    rows.delete()
    for (price, net), quantity in units.items():
        line.prices.create(
            order=line.order,
            tax_code=line.tax_code,
            quantity=quantity,
            price_incl_tax=price,
            price_excl_tax=net,
        )


def _write_totals(order: OrderFacts, parts: list[Split]) -> None:
    delivery = split_delivery(order.shipping_incl_tax, parts)
    order.delivery_vat_rate = delivery.rate
    order.shipping_excl_tax = delivery.net
    order.total_excl_tax = sum((part.net for part in parts), delivery.net)
    order.save(update_fields=["delivery_vat_rate", "shipping_excl_tax", "total_excl_tax"])
