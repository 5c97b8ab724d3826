"""The file of what is in stock: a row for each size."""

from collections.abc import Iterator
from typing import Final

from django.db.models import QuerySet

from shop.partner.cover import weeks_left
from shop.partner.models import StockRecord
from shop.partner.value import Value, values_of

HEAD: Final = ("SKU", "Size", "In stock", "Promised", "Free", "Warn below", "Sold in 8 weeks", "Weeks left")
COSTS: Final = ("Value at cost", "Pieces without a cost")


def stock_rows(sizes: QuerySet[StockRecord], *, shows_value: bool) -> Iterator[list[object]]:
    """The head and the rows of sizes `with_pace`. With what they cost for who may see it."""
    yield [*HEAD, *(COSTS if shows_value else ())]
    values = values_of(list(sizes.values_list("pk", flat=True))) if shows_value else {}
    for record in sizes:
        value = values.get(record.pk, Value())
        yield [*_cells(record), *((round(value.pounds, 2), value.without_cost) if shows_value else ())]


def _cells(record: StockRecord) -> list[object]:
    numbers = vars(record)
    name = record.product.full_name
    threshold = record.low_stock_threshold
    free, sold = numbers["free"], numbers["sold"]
    weeks = weeks_left(free=free, sold=sold)
    stock = [record.num_in_stock, numbers["promised"], free, threshold]
    return [record.partner_sku, name, *stock, sold, "" if weeks is None else weeks]
