"""What a product still needs before shoppers can find and buy it, besides what the law wants of it."""

from typing import Any, Protocol

Problems = dict[str, str]
SIZES = "sizes"
PRICE = "price"
SKU_AND_PRICE = "Enter its SKU and its price."


class Sellable(Protocol):
    """A product, as far as this page looks at it; the model imports what imports this page."""

    children: Any
    stockrecords: Any
    categories: Any

    @property
    def is_parent(self) -> bool: ...

    @property
    def is_child(self) -> bool: ...

    @property
    def is_standalone(self) -> bool: ...


def sale_problems(product: Sellable) -> Problems:
    """What is missing, by field; `sizes` and `price` have their own places on the product’s page.

    The office asks for it when somebody publishes. The import adds a product before its sizes, and asks
    for category and price itself.
    """
    problems: Problems = {}
    if product.is_parent and not _has_a_size(product):
        problems[SIZES] = "Add a size with its SKU and price, and tick “Offered”."
    if product.is_standalone and not product.stockrecords.exists():
        problems[PRICE] = SKU_AND_PRICE
    if not product.is_child and not product.categories.exists():
        problems["categories"] = "Choose at least one: shoppers look there."
    return problems


def _has_a_size(product: Sellable) -> bool:
    sizes = product.children.filter(is_public=True, archived_at=None, stockrecords__isnull=False)
    return bool(sizes.exists())
