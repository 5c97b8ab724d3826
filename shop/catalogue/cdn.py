"""Which pages a front cache must forget when a product changes.

A new name in the menu stands on every page: such changes wait for the half-minute that a front cache keeps
a page at most.
"""

from typing import Any

from shop.caching import cdn
from shop.catalogue.models import Category, Product


def forget_product(instance: Any, **_: Any) -> None:
    """Receives the signals of a product, and of what belongs to one: price, stock, picture, review."""
    if cdn.is_configured():
        product = instance if isinstance(instance, Product) else instance.product
        cdn.purge(_shown_on(product.parent if product.is_child else product))


def forget_category(instance: Category, **_: Any) -> None:
    """Receives a category's signals."""
    if cdn.is_configured():
        cdn.purge([instance.get_absolute_url(), "/shop/"])


def _shown_on(product: Any) -> list[str]:
    """The product's own page and the lists that show its card."""
    lists = [category.get_absolute_url() for category in product.categories.all()]
    return [product.get_absolute_url(), "/", "/shop/", *lists]
