"""The VAT that an order was sold with, delivery included, by rate."""

from collections import defaultdict
from decimal import Decimal
from typing import TypedDict

from shop.order.models import Order
from shop.partner.vat import percent


class VatRow(TypedDict):
    """One rate, as a fraction and as text in per cent, with amounts in pounds."""

    rate: Decimal
    percent: str
    net: Decimal
    vat: Decimal
    gross: Decimal


def vat_row(rate: Decimal, net: Decimal, gross: Decimal) -> VatRow:
    """The VAT is what is left of the gross, so that the three always add up."""
    return VatRow(rate=rate, percent=percent(rate), net=net, vat=gross - net, gross=gross)


def vat_by_rate(order: Order) -> list[VatRow]:
    """A row for each rate, the highest first."""
    sums: dict[Decimal, list[Decimal]] = defaultdict(lambda: [Decimal(0), Decimal(0)])
    parts = [
        (line.vat_rate, line.line_price_excl_tax, line.line_price_incl_tax) for line in order.lines.all()
    ]
    parts.append((order.delivery_vat_rate, order.shipping_excl_tax, order.shipping_incl_tax))
    for rate, net, gross in parts:
        if gross:
            sums[rate.normalize()][0] += net
            sums[rate.normalize()][1] += gross
    return [vat_row(rate, net, gross) for rate, (net, gross) in sorted(sums.items(), reverse=True)]
