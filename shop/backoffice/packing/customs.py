"""What customs ask of a parcel, by the names in Royal Mail's list of fields: a row for each item."""

from decimal import Decimal
from typing import Final

from shop.backoffice.models import ProductWeight
from shop.money import round_penny
from shop.order.models import Line, Order
from shop.shipping.zones import EXPORT

HEAD: Final = (
    *("Product SKU", "Product name", "Quantity", "Unit price", "Unit weight (kg)"),
    *("Customs description", "Product customs code", "Country of origin"),
)
# Jersey and Guernsey are abroad for customs; mail to Northern Ireland and to forces abroad is declared, too.
ZONES: Final = {*EXPORT, "NI", "BFPO"}
NOT_ASKED: Final = ("",) * len(HEAD)
Sizes = dict[int, ProductWeight]  # by the key of the product


def has_customs(order: Order) -> bool:
    """Whether its items are declared."""
    return order.delivery_zone in ZONES


def cells(order: Order, line: Line, sizes: Sizes) -> tuple[object, ...]:
    """The columns of HEAD for the pieces of a line that are to be sent."""
    size = sizes.get(line.product_id or 0)
    weight = Decimal(size.grams) / 1000 if size else None
    return (
        *(line.partner_sku, line.title, line.quantity_to_send, unit_price(order, line), weight),
        *(_kind(line), size.customs_code if size else "", origin_of(line)),
    )


def unit_price(order: Order, line: Line) -> Decimal:
    """What one piece cost its buyer, or is worth where nothing was paid: customs ask for it all the same."""
    total = line.line_price_incl_tax if order.is_sale else line.line_price_before_discounts_incl_tax
    return round_penny(total / line.quantity)


def worth(order: Order, line: Line) -> Decimal:
    """Of the pieces to send together."""
    total = line.line_price_incl_tax if order.is_sale else line.line_price_before_discounts_incl_tax
    return round_penny(total * line.quantity_to_send / line.quantity)


def origin_of(line: Line) -> str:
    """The two-letter code of the country where it was made; empty where nobody noted it."""
    return str(line.product.sheet.country_of_origin) if line.product else ""


def _kind(line: Line) -> str:
    """“Body oil”: officials know no brands."""
    kind = line.product.get_product_class() if line.product else None
    return str(kind.name) if kind else line.title
