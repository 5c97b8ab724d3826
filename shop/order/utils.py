"""Oscar's order creation, with our numbers and the VAT of each line."""

import secrets
from typing import Any

from django.conf import settings
from oscar.apps.order import utils

from shop.basket.services import title_of
from shop.partner import vat
from shop.partner.strategy import tax_code_of
from shop.shipping.zones import is_export

ALPHABET = "23456789CDFGHJKMNPQRTVWXYZ"  # nothing that reads like something else, no words


class OrderNumberGenerator:
    """Numbers nobody can guess or count. Oscar's are 100000 + basket id."""

    def order_number(self, basket: Any = None) -> str:
        """“PS-7K3Q-9XMD”: 26^8 of them; the column is unique should two ever meet."""
        first, second = ("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(2))
        return f"{settings.ORDER_NUMBER_PREFIX}-{first}-{second}"


class OrderCreator(utils.OrderCreator):
    """Oscar's creator; it claims stock through StockRecord.allocate, which refuses what isn't there."""

    def create_line_models(self, order: Any, basket_line: Any, extra_line_fields: Any = None) -> Any:
        """Called for each basket line: net and VAT are split from what is really paid for it (V3, V4).

        The title names the size: it is what is packed, invoiced and, one day, recalled.
        Oscar would apportion a discount to net and gross apart, which can miss by a penny.
        """
        fields = line_vat_fields(basket_line, order.delivery_zone)
        fields["title"] = title_of(basket_line.product)
        fields["source"] = basket_line.source
        return super().create_line_models(order, basket_line, {**(extra_line_fields or {}), **fields})

    def update_stock_records(self, line: Any) -> None:
        """Called for each basket line; the stock record asks for its product, which is here already."""
        if line.stockrecord:
            line.stockrecord.product = line.product
        super().update_stock_records(line)


def line_rate(basket_line: Any, zone: str) -> Any:
    """The rate a line is sold at: its product's, nothing when exported or unregistered."""
    return vat.rate_for(
        tax_code_of(basket_line.product), registered=settings.VAT_REGISTERED, zero_rated=is_export(zone)
    )


def line_vat_fields(basket_line: Any, zone: str) -> dict[str, Any]:
    """The order line's net columns and rate."""
    rate = line_rate(basket_line, zone)
    return {
        "vat_rate": rate,
        "line_price_excl_tax": vat.split_gross(basket_line.line_price_incl_tax_incl_discounts, rate).net,
        "line_price_before_discounts_excl_tax": vat.split_gross(basket_line.line_price_incl_tax, rate).net,
        "unit_price_excl_tax": vat.split_gross(basket_line.unit_price_incl_tax, rate).net,
    }
