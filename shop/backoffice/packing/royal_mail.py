"""The file for Royal Mail's Click & Drop: one row a parcel. Its form follows their published description."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from django.conf import settings
from django.utils import timezone

from shop.backoffice.models import ProductWeight
from shop.catalogue.models import Product
from shop.order.models import Line, Order

HEAD: Final = (
    *("Order reference", "Full name", "Address line 1", "Address line 2", "Address line 3", "City"),
    *("Postcode", "Country", "Email", "Phone", "Order date", "Weight (kg)", "Package size", "Service code"),
    *("Subtotal", "Postage", "Total"),
)
SMALL_UP_TO: Final = Decimal(2)  # kg


@dataclass
class Problems:
    """What should be looked at before the file is made."""

    names: list[str] = field(default_factory=list)
    sizes: list[Product] = field(default_factory=list)


def problems_of(orders: Sequence[Order]) -> Problems:
    """Orders whose name or address has letters that Royal Mail doesn't print, and sizes without a weight."""
    found = Problems()
    weights = weights_of(orders)
    sizes: dict[int, Product] = {}
    for order in orders:
        if not is_latin(" ".join(map(str, order.shipping_address.active_address_fields()))):
            found.names.append(f"{order.number}: {order.shipping_address.name}")
        for line in _lines(order):
            if line.product and line.product_id not in weights:
                sizes[line.product_id] = line.product
    found.sizes = sorted(sizes.values(), key=lambda product: product.full_name)
    return found


def is_latin(text: str) -> bool:
    """Whether all its letters are Latin ones, accents included."""
    return all("LATIN" in unicodedata.name(letter, "") for letter in text if letter.isalpha())


def weights_of(orders: Iterable[Order]) -> dict[int, int]:
    """Grams by the key of the product."""
    products = {line.product_id for order in orders for line in _lines(order)}
    return dict(ProductWeight.objects.filter(product__in=products).values_list("product", "grams"))


def rows(orders: Sequence[Order]) -> Iterator[tuple[object, ...]]:
    """The heading, then a row for each order."""
    yield HEAD
    weights = weights_of(orders)
    for order in orders:
        yield _row(order, _kilograms(order, weights))


def _row(order: Order, weight: Decimal | None) -> tuple[object, ...]:
    """Customs ask for the value of what is in a parcel, whether or not it was paid for."""
    address = order.shipping_address
    phone = address.phone_number.as_national if address.phone_number else ""
    return (
        *(order.number, address.name, address.line1, address.line2, address.line3, address.line4),
        *(address.postcode, address.country.iso_3166_1_a2, order.email, phone),
        *(timezone.localdate(order.date_placed), weight, _size(weight), _service(order)),
        *(order.value, order.shipping_incl_tax, order.value + order.shipping_incl_tax),
    )


def _kilograms(order: Order, weights: dict[int, int]) -> Decimal | None:
    """None where the weight of a size isn't known."""
    grams = [weights.get(line.product_id or 0) for line in _lines(order)]
    pieces = [line.quantity_to_send for line in _lines(order)]
    if None in grams:
        return None
    return Decimal(sum((one or 0) * count for one, count in zip(grams, pieces, strict=True))) / 1000


def _size(weight: Decimal | None) -> str:
    return "Medium Parcel" if weight is not None and weight > SMALL_UP_TO else "Small Parcel"


def _service(order: Order) -> str:
    code: str = settings.CLICK_AND_DROP_SERVICES.get(order.shipping_code, "")
    return code


def _lines(order: Order) -> list[Line]:
    return [line for line in order.lines.all() if line.quantity_to_send]
