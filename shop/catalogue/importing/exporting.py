"""Products as rows of an import file: what is exported can be imported again."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Final

from django.db.models import Q

from shop.catalogue.importing.cells import lines_of
from shop.catalogue.importing.columns import COLUMNS, FIELDS, SIZE_FIELDS
from shop.catalogue.importing.skus import sku_of
from shop.catalogue.models import Product
from shop.london import iso

RELATED: Final = (
    *("product_class", "parent__product_class", "certificate"),
    *("responsible_person_uk", "responsible_person_eu"),
)
LISTS: Final = ("categories", "skin_needs", "stockrecords")


def export_rows() -> Iterator[list[str]]:
    """The headings, then each product that isn’t archived, before its sizes."""
    yield list(COLUMNS)
    for product in _in_order():
        cells = cells_of(product)
        yield [cells.get(column, "") for column in COLUMNS]


def _in_order() -> list[Product]:
    products = Product.objects.filter(archived_at=None).exclude(Q(upc=None) & ~Q(structure=Product.PARENT))
    read = products.select_related(*RELATED).prefetch_related(*LISTS).order_by("pk")
    return sorted(read, key=lambda product: (product.parent_id or product.pk, product.is_child))


def cells_of(product: Product) -> dict[str, str]:
    """The cells of one product or size by column, as an import would write them."""
    allowed = SIZE_FIELDS if product.is_child else set(FIELDS)
    cells = {
        column: shown(getattr(product, field)) for column, (field, _) in FIELDS.items() if column in allowed
    }
    cells["sku"] = sku_of(product)
    cells |= _price_and_stock(product)
    if product.is_child:
        cells["parent_sku"] = sku_of(product.parent)
        return cells
    cells["description"] = lines_of(product.description)
    return cells | _links(product)


def _links(product: Product) -> dict[str, str]:
    return {
        "kind": product.product_class.name if product.product_class else "",
        "categories": " | ".join(sorted(category.name for category in product.categories.all())),
        "skin_needs": " | ".join(sorted(need.name for need in product.skin_needs.all())),
        "certificate": product.certificate.licence_number if product.certificate else "",
        "responsible_person_uk": getattr(product.responsible_person_uk, "name", ""),
        "responsible_person_eu": getattr(product.responsible_person_eu, "name", ""),
    }


def _price_and_stock(product: Product) -> dict[str, str]:
    record = next(iter(product.stockrecords.all()), None)
    if record is None:
        return {}
    return {"price": shown(record.price), "stock": shown(record.num_in_stock)}


def shown(value: object) -> str:
    """A value as it stands in a cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return f"{value:f}"
    return iso(value) if isinstance(value, date) else str(value)
