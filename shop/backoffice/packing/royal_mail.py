"""The file for Royal Mail's Click & Drop: one row a parcel, or one an item where customs ask.

Its form follows their published description.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from django.conf import settings
from django.utils import timezone

from shop.backoffice.models import ProductWeight
from shop.backoffice.packing import customs
from shop.catalogue.models import Product
from shop.order.models import Line, Order
from shop.shipping.zones import COUNTRY_NAMES

HEAD: Final = (
    *("Order reference", "Full name", "Address line 1", "Address line 2", "Address line 3", "City"),
    *("Postcode", "Country", "Email", "Phone", "Order date", "Weight (kg)", "Package size", "Service code"),
    *("Subtotal", "Postage", "Total"),
    *customs.HEAD,
)
SMALL_UP_TO: Final = Decimal(2)  # kg


@dataclass
class Problems:
    """What should be looked at before the file is made."""

    names: list[str] = field(default_factory=list)
    sizes: list[Product] = field(default_factory=list)
    codes: list[Product] = field(default_factory=list)
    origins: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.names or self.sizes or self.codes or self.origins)


def problems_of(orders: Sequence[Order]) -> Problems:
    """Names and addresses with letters that Royal Mail doesn't print, sizes without a weight, and what
    customs ask for and nobody has noted.
    """
    found, sizes = Problems(), sizes_of(orders)
    for order in orders:
        if not is_latin(" ".join(map(str, order.shipping_address.active_address_fields()))):
            found.names.append(f"{order.number}: {order.shipping_address.name}")
    declared = [line for order in orders if customs.has_customs(order) for line in _lines(order)]
    found.origins = sorted({line.title for line in declared if not customs.origin_of(line)})
    coded = {pk for pk, size in sizes.items() if size.customs_code}
    found.codes = _without(coded, declared)
    found.sizes = _without(set(sizes), [line for order in orders for line in _lines(order)])
    return found


def _without(known: set[int], lines: Iterable[Line]) -> list[Product]:
    """The sizes of these lines that aren't among the known ones, by name."""
    missing = {
        line.product_id: line.product for line in lines if line.product and line.product_id not in known
    }
    return sorted(missing.values(), key=lambda product: product.full_name)


def is_latin(text: str) -> bool:
    """Whether all its letters are Latin ones, accents included."""
    return all("LATIN" in unicodedata.name(letter, "") for letter in text if letter.isalpha())


def sizes_of(orders: Iterable[Order]) -> customs.Sizes:
    """Weight and customs code by the key of the product."""
    products = {line.product_id for order in orders for line in _lines(order)}
    return {size.product_id: size for size in ProductWeight.objects.filter(product__in=products)}


def rows(orders: Sequence[Order]) -> Iterator[tuple[object, ...]]:
    """The heading, then a row for each parcel; for customs one for each item, with the parcel repeated."""
    yield HEAD
    sizes = sizes_of(orders)
    for order in orders:
        parcel = _row(order, _kilograms(order, sizes))
        if customs.has_customs(order):
            yield from (parcel + customs.cells(order, line, sizes) for line in _lines(order))
        else:
            yield parcel + customs.NOT_ASKED


def _row(order: Order, weight: Decimal | None) -> tuple[object, ...]:
    """Customs ask for the value of what is in a parcel, whether or not it was paid for. Postage was paid with
    the first parcel of an order.
    """
    address, country = order.shipping_address, order.shipping_address.country
    phone = address.phone_number.as_national if address.phone_number else ""
    value = sum((customs.worth(order, line) for line in _lines(order)), Decimal("0.00"))
    postage = Decimal("0.00") if order.is_part_sent else order.shipping_incl_tax
    return (
        *(order.number, address.name, address.line1, address.line2, address.line3, address.line4),
        *(address.postcode, COUNTRY_NAMES.get(country.iso_3166_1_a2, str(country)), order.email, phone),
        *(timezone.localdate(order.date_placed), weight, _size(weight), _service(order)),
        *(value, postage, value + postage),
    )


def _kilograms(order: Order, sizes: customs.Sizes) -> Decimal | None:
    """None where the weight of a size isn't known."""
    lines = _lines(order)
    if any(line.product_id not in sizes for line in lines):
        return None
    return Decimal(sum(sizes[line.product_id].grams * line.quantity_to_send for line in lines)) / 1000


def _size(weight: Decimal | None) -> str:
    return "Medium Parcel" if weight is not None and weight > SMALL_UP_TO else "Small Parcel"


def _service(order: Order) -> str:
    code: str = settings.CLICK_AND_DROP_SERVICES.get(order.shipping_code, "")
    return code


def _lines(order: Order) -> list[Line]:
    return [line for line in order.lines.all() if line.quantity_to_send]
