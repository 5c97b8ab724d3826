"""Oscar's order creation, with our numbers, the VAT of each line, and its rows written together."""

import secrets
from collections import Counter
from decimal import Decimal
from typing import Any

from django.conf import settings
from oscar.apps.order import utils
from oscar.apps.order.signals import order_placed
from oscar.core.loading import get_model
from oscar.core.prices import Price

from shop.catalogue.naming import title_of
from shop.money import round_penny
from shop.offer.models import ConditionalOffer
from shop.order.models import Line, Order
from shop.order.protocols import PlacedBasket, PlacedLine
from shop.partner import vat
from shop.partner.strategy import tax_code_of
from shop.partner.vat_now import rate_now
from shop.shipping.methods import TrackedDelivery
from shop.shipping.zones import is_export

ALPHABET = "23456789CDFGHJKMNPQRTVWXYZ"  # nothing that reads like something else, no words


class OrderNumberGenerator:
    """Order numbers that can't be guessed or counted. Oscar's are 100000 + basket id."""

    def order_number(self, basket: PlacedBasket | None = None) -> str:
        """“PS-7K3Q-9XMD”: 26^8 of them; the column is unique should two ever meet."""
        first, second = ("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(2))
        return f"{settings.ORDER_NUMBER_PREFIX}-{first}-{second}"


class OrderCreator(utils.OrderCreator):
    """Oscar's creator. The caller has opened the transaction and locked basket and vouchers."""

    def place_order(
        self,
        basket: PlacedBasket,
        total: Price,
        shipping_method: TrackedDelivery,
        shipping_charge: Price,
        **fields: object,
    ) -> Order:
        """Called by checkout's place_order, which has priced the basket and locked its vouchers.

        Longer than other functions, because Oscar's arguments stand one on each line.

        Oscar asks for the number first (its column is unique), reads the vouchers twice more, writes
        row by row, and holds the stock meanwhile; the stock is allocated last, when nothing is left to write.
        """
        fields.pop("request", None)
        user, address = fields.pop("user", None), fields.pop("shipping_address", None)
        order = self.create_order_model(
            user,
            basket,
            address,
            shipping_method,
            shipping_charge,
            fields.pop("billing_address", None),
            total,
            fields.pop("order_number", None) or OrderNumberGenerator().order_number(basket),
            fields.pop("status", None) or settings.OSCAR_INITIAL_ORDER_STATUS,
            **fields,
        )
        used = self._record_offers(order, basket, shipping_method)
        self._record_codes(order, basket, user, used)
        self._create_lines(order, basket)
        order_placed.send(sender=self, order=order, user=user)
        return order

    def claim_stock(self, basket: PlacedBasket) -> None:
        """Set a placed basket's goods aside, by id so that two orders can't wait for each other.

        The last thing before the commit: everybody who wants the same bottle waits from here on.
        Raises OutOfStock.
        """
        for line in sorted(basket.all_lines(), key=lambda line: line.stockrecord_id):
            line.stockrecord.product = line.product  # the record asks for it, and it is here already
            line.stockrecord.allocate(line.quantity)

    def _record_offers(
        self, order: Order, basket: PlacedBasket, shipping_method: TrackedDelivery
    ) -> set[int]:
        """What each offer took off, and that it was used; returns the ids of the codes that were.

        One that took nothing off wasn't used: of several delivery offers only the best counts.
        """
        used = set()
        ConditionalOffer.lock(application["offer"].pk for application in basket.offer_applications)
        for application in basket.offer_applications:
            application["message"] = application["offer"].apply_deferred_benefit(basket, order, application)
            if application["result"].affects_shipping:
                if application["offer"] != shipping_method.offer_for(basket):
                    continue
                application["discount"] = shipping_method.discount(basket)
            if not application["discount"] and not application["result"].affects_post_order:
                continue
            self.create_discount_model(order, application)
            self.record_discount(application)
            if application["voucher"]:
                used.add(application["voucher"].pk)
        return used

    def _record_codes(self, order: Order, basket: PlacedBasket, user: object, used: set[int]) -> None:
        """A code that saved nothing can be used another time."""
        for voucher in basket.codes():
            if voucher.pk in used:
                self.record_voucher_usage(order, voucher, user)

    def _create_lines(self, order: Order, basket: PlacedBasket) -> None:
        """Lines in the basket's order, their prices, options and discounts: a statement for each table."""
        lines = [(Line(order=order, **line_fields(found, order)), found) for found in basket.all_lines()]
        Line.objects.bulk_create(line for line, _ in lines)
        given = basket.offer_applications and dict(order.discounts.values_list("offer_id", "pk"))
        _add("LinePrice", [price for pair in lines for price in _prices(order, *pair)])
        _add("LineAttribute", [option for pair in lines for option in _options(*pair)])
        _add("OrderLineDiscount", [part for pair in lines for part in _parts(given, *pair)])


def _add(model: str, rows: list[dict[str, Any]]) -> None:
    if rows:
        objects = get_model("order", model).objects
        objects.bulk_create(objects.model(**row) for row in rows)


def _prices(order: Order, line: Line, basket_line: PlacedLine) -> list[dict[str, Any]]:
    """What each unit of a line cost, grouped; the rows add up to the line, net and gross, to the penny.

    An offer may have been for some units only: Oscar's breakdown says for how many, but rounds each unit
    by itself, so that nine of £27.87 would be 9 × £3.10.
    """
    common = {"order": order, "line": line, "tax_code": basket_line.tax_code}
    wanted = [
        round_penny(price) for price, _, units in basket_line.get_price_breakdown() for _ in range(units)
    ]
    gross = wanted if sum(wanted) == line.line_price_incl_tax else _even(line.line_price_incl_tax, line)
    units = Counter(zip(gross, vat.allocate(line.line_price_excl_tax, gross), strict=True))
    return [
        {**common, "quantity": quantity, "price_incl_tax": price, "price_excl_tax": net}
        for (price, net), quantity in units.items()
    ]


def _even(amount: Decimal, line: Line) -> list[Decimal]:
    return vat.allocate(amount, [Decimal(1)] * line.quantity)


def _options(line: Line, basket_line: PlacedLine) -> list[dict[str, Any]]:
    return [
        {"line": line, "option": found.option, "type": found.option.code, "value": found.value}
        for found in basket_line.attributes.all()
    ]


def _parts(given: dict[int, int], line: Line, basket_line: PlacedLine) -> list[dict[str, Any]]:
    """What each offer took off a line, where the offer is in the order's own record (`given`, by offer)."""
    return [
        {"line": line, "order_discount_id": given[found.offer.pk]}
        | {"is_incl_tax": found.incl_tax, "amount": found.amount}
        for found in basket_line.discounts
        if found.offer and found.offer.pk in given
    ]


def line_fields(basket_line: PlacedLine, order: Order) -> dict[str, Any]:
    """An order line's columns.

    The title names the size: it is what is packed, invoiced and, one day, recalled.
    """
    record, product = basket_line.stockrecord, basket_line.product
    return {
        "partner": record.partner,
        "partner_name": record.partner.name,
        "partner_sku": record.partner_sku,
        "stockrecord": record,
        "product": product,
        "title": title_of(product),
        "upc": product.upc,
        "quantity": basket_line.quantity,
        "num_allocated": basket_line.quantity,
        "status": settings.OSCAR_INITIAL_LINE_STATUS,
        "source": basket_line.source,
        "tax_code": basket_line.tax_code,
        "line_price_incl_tax": basket_line.line_price_incl_tax_incl_discounts,
        "line_price_before_discounts_incl_tax": basket_line.line_price_incl_tax,
        "unit_price_incl_tax": basket_line.unit_price_incl_tax,
        **line_vat_fields(basket_line, order.delivery_zone),
    }


def line_rate(basket_line: PlacedLine, zone: str) -> Decimal:
    """The rate a line is sold at: its product's, nothing when exported or unregistered."""
    return rate_now(tax_code_of(basket_line.product), zero_rated=is_export(zone))


def line_vat_fields(basket_line: PlacedLine, zone: str) -> dict[str, Any]:
    """The order line's net columns and rate: net and VAT are split from what is really paid for it
    (VAT Act 1994, s. 19).

    Oscar would apportion a discount to net and gross apart, which can miss by a penny.
    """
    rate = line_rate(basket_line, zone)
    return {
        "vat_rate": rate,
        "line_price_excl_tax": vat.split_gross(basket_line.line_price_incl_tax_incl_discounts, rate).net,
        "line_price_before_discounts_excl_tax": vat.split_gross(basket_line.line_price_incl_tax, rate).net,
        "unit_price_excl_tax": vat.split_gross(basket_line.unit_price_incl_tax, rate).net,
    }
