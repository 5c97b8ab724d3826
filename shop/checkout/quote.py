"""What an order would cost now: the figures on the last page, and their fingerprint."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from shop.basket.models import Basket, Line
from shop.catalogue.models import Product
from shop.catalogue.naming import title_of
from shop.checkout.details import Details
from shop.london import iso
from shop.order.utils import line_rate
from shop.partner import vat
from shop.shipping.methods import TrackedDelivery, threshold
from shop.shipping.promise import arrives
from shop.shipping.repository import methods_for_zone
from shop.shipping.zones import is_export


class NotDeliverable(Exception):
    """Something can't go to this address; the text is for the shopper.

    `take_out` is what the button says that mends it, empty where taking things out doesn't help; `advice`
    follows the reason, where there is a basket to change.
    """

    def __init__(self, reason: str, *, advice: str = "", take_out: str = "") -> None:
        super().__init__(f"{reason} {advice}".strip())
        self.reason = reason
        self.take_out = take_out


@dataclass(frozen=True)
class Quote:
    """Goods, delivery and VAT of an order that isn't placed yet."""

    goods: Decimal
    delivery: vat.Split
    lines: list[vat.Split]
    method: TrackedDelivery
    cheapest: TrackedDelivery
    zone: str
    fingerprint: str
    price_fingerprint: str  # without email and address, which a wallet tells last
    postcode: str

    @property
    def total(self) -> Decimal:
        return self.goods + self.delivery.gross

    @property
    def is_export(self) -> bool:
        """Whether it goes to the Channel Islands: the same price, without UK VAT (VAT Act 1994, s. 30)."""
        return is_export(self.zone)

    @property
    def net(self) -> Decimal:
        return sum((line.net for line in self.lines), Decimal(0)) + self.delivery.net

    @property
    def vat(self) -> Decimal:
        return self.total - self.net

    @property
    def arrives(self) -> tuple[date, date]:
        """First and last day, if it is placed now."""
        return arrives(self.method.days, postcode=self.postcode)

    @property
    def rule(self) -> dict[str, Any]:
        """The delivery rule as it applied, for the order's record."""
        rule = threshold()
        return {
            "over": str(rule.amount),
            "inclusive": rule.inclusive,
            "goods": str(self.goods),
            "rate": str(self.method.price),
            "charged": str(self.delivery.gross),
            "cheapest": str(self.cheapest.charge(self.goods)),
            "promised": [iso(day) for day in self.arrives],
        }


def undeliverable(basket: Basket, zone: str) -> list[Any]:
    """The lines that may not go to Northern Ireland (no responsible person or CPNP number there)."""
    if zone != "NI":
        return []
    return [line for line in basket.all_lines() if not _parent(line).ni_ready]


def refuse_undeliverable(basket: Basket, zone: str) -> None:
    """Raise NotDeliverable for a basket with such lines; it names them."""
    names = dict.fromkeys(_parent(line).title for line in undeliverable(basket, zone))
    if names:
        listed, those = " and ".join(names), "it" if len(names) == 1 else "them"
        raise NotDeliverable(
            f"We can’t send {listed} to Northern Ireland yet.",
            advice=f"Please take {those} out of your basket.",
            take_out=f"Take {those} out and continue",
        )


def _parent(line: Line) -> Product:
    return line.product.parent if line.product.is_child else line.product


def method_for(details: Details) -> TrackedDelivery:
    """The chosen method, if the address can have it; else the address's cheapest."""
    return _chosen(details, _methods(details))


def _methods(details: Details) -> list[TrackedDelivery]:
    """Those of the address, the cheapest first; there is at least one."""
    methods = methods_for_zone(details.zone)
    if not methods:
        raise NotDeliverable("We don’t deliver to that postcode yet.")
    return methods


def _chosen(details: Details, methods: list[TrackedDelivery]) -> TrackedDelivery:
    return next((method for method in methods if method.code == details.method), methods[0])


def quote_for(basket: Basket, details: Details) -> Quote:
    """Price a basket for an address; the basket has its strategy and its offers applied."""
    refuse_undeliverable(basket, details.zone)
    methods = _methods(details)
    method = _chosen(details, methods)
    lines = [
        vat.split_gross(line.line_price_incl_tax_incl_discounts, line_rate(line, details.zone))
        for line in basket.all_lines()
    ]
    goods = sum((line.gross for line in lines), Decimal("0.00"))
    delivery = vat.split_delivery(method.charge_for(basket), lines)
    prices = _prices(basket, details, method, goods, delivery)
    address = [details.email, details.name, details.line1, details.line2, details.town, details.postcode]
    return Quote(
        goods,
        delivery,
        lines,
        method,
        methods[0],
        details.zone,
        _digest([*prices, address]),
        _digest(prices),
        details.postcode,
    )


def _digest(facts: list[Any]) -> str:
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()


def _prices(
    basket: Basket, details: Details, method: TrackedDelivery, goods: Decimal, delivery: vat.Split
) -> list[Any]:
    """What the shopper agreed to beside the address: lines, prices, codes and delivery."""
    return [
        [
            [line.product_id, line.quantity, str(line.line_price_incl_tax_incl_discounts)]
            for line in basket.all_lines()
        ],
        sorted(found["voucher"].code for found in basket.voucher_discounts),
        [found["offer"].pk for found in basket.shipping_discounts],
        [method.code, str(goods), str(delivery.gross), details.zone, is_export(details.zone)],
    ]


def describe(basket: Basket) -> list[tuple[str, int, Decimal]]:
    """Title, quantity and price before offers of each line, for the summary; `savings` has the discounts."""
    return [(title_of(line.product), line.quantity, line.line_price_incl_tax) for line in basket.all_lines()]


def savings(basket: Basket) -> list[tuple[str, Decimal]]:
    """What each offer and code takes off the goods."""
    offers = [(found["name"], found["discount"]) for found in basket.offer_discounts]
    codes = [
        (f"Code {found['voucher'].code}", found["discount"]) for found in basket.grouped_voucher_discounts
    ]
    return offers + codes
