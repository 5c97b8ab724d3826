"""Factories for products, categories, stock and baskets; each creates one valid object."""

from decimal import Decimal
from itertools import count
from typing import Any

from django.utils.text import slugify
from oscar.core.loading import get_class, get_model

from shop.catalogue.models import Product, ProductClass
from shop.partner.models import StockRecord

INCI = "Helianthus Annuus Seed Oil, Tocopherol"
ADDRESS = {
    "name": "Wilma Walker",
    "line1": "12 High Street",
    "line2": "",
    "town": "Stroud",
    "postcode": "GL5 1AA",
}
_numbers = count(1)


def a_category(name: str = "Oils") -> Any:
    """A root category."""
    return get_model("catalogue", "Category").add_root(name=name)


def a_product(
    title: str = "Sunflower oil",
    *,
    price: str = "14.50",
    stock: int = 10,
    volume_ml: int | None = 100,
    categories: Any = (),
    **fields: Any,
) -> Product:
    """A product of one size that can be bought."""
    product = _product(title=title, volume_ml=volume_ml, **fields)
    product.categories.set(categories)
    a_stock_record(product, price=price, stock=stock)
    return product


def a_product_in_sizes(
    title: str = "Everyday massage oil",
    *,
    sizes: dict[int, str] | None = None,
    stock: int = 10,
    categories: Any = (),
    **fields: Any,
) -> Product:
    """A parent with a child for each size: `{50: "8.50", 100: "14.50"}`, millilitres to pounds."""
    parent = _product(title=title, structure=Product.PARENT, **fields)
    parent.categories.set(categories)
    for volume, price in (sizes or {50: "8.50", 100: "14.50"}).items():
        child = Product.objects.create(
            structure=Product.CHILD, parent=parent, title=f"{title}, {volume} ml", volume_ml=volume
        )
        a_stock_record(child, price=price, stock=stock)
    return parent


def _product(*, title: str, **fields: Any) -> Product:
    kind, _ = ProductClass.objects.get_or_create(name="Body oil", defaults={"slug": "body-oil"})
    given = {
        "slug": slugify(title) or f"product-{next(_numbers)}",
        "product_class": kind,
        "structure": Product.STANDALONE,
        "summary": "A plain oil for every day.",
        "inci": INCI,
        "function": "Massage oil",
        "ni_ready": True,
    }
    return Product.objects.create(title=title, **{**given, **fields})


def a_stock_record(product: Product, *, price: str = "14.50", stock: int = 10) -> StockRecord:
    """Price and stock of something that can be bought."""
    partner, _ = get_model("partner", "Partner").objects.get_or_create(code="house", name="The warehouse")
    return StockRecord.objects.create(
        product=product,
        partner=partner,
        partner_sku=f"SKU-{next(_numbers)}",
        price_currency="GBP",
        price=Decimal(price),
        num_in_stock=stock,
    )


def a_basket(*products: Product, quantity: int = 1, owner: Any = None) -> Any:
    """An open basket with so many of each product, priced as the shop prices it."""
    basket = get_model("basket", "Basket").objects.create(owner=owner)
    basket.strategy = get_class("partner.strategy", "Selector")().strategy()
    for product in products:
        basket.add_product(product, quantity)
    return basket
