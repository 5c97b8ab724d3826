"""Purges the pages that show a product from the front-end cache when it changes.

A renamed category is in the menu of every page: the others keep the old name for the half-minute that a
front-end cache may store a page.
"""

from typing import Any

from shop.caching import cdn
from shop.catalogue.models import Category, Product


def forget_product(instance: Any, **_: object) -> None:
    """Receiver for products and what belongs to them: price, stock, picture, review."""
    if cdn.is_configured():
        product = instance if isinstance(instance, Product) else instance.product
        cdn.purge(_shown_on(product.parent if product.is_child else product))


def forget_category(instance: Category, **_: object) -> None:
    """Receiver for categories."""
    if cdn.is_configured():
        cdn.purge([instance.get_absolute_url(), "/shop/"])


def _shown_on(product: Product) -> list[str]:
    """The product’s own page and the lists with its card."""
    lists = [category.get_absolute_url() for category in product.categories.all()]
    return [product.get_absolute_url(), "/", "/shop/", *lists]
