"""Changing a basket: one verb each, with a named exception for whatever can't be done."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from oscar.core.loading import get_model

from shop.catalogue.models import Product

MOST_OF_ONE = 99


class CannotAdd(Exception):
    """The product can't go into the basket; the text is for the shopper."""


class NoSuchProduct(CannotAdd):
    """There is no such product on sale."""


@dataclass(frozen=True)
class Added:
    """What was put into the basket."""

    title: str
    quantity: int


def find_product(*, product_id: int, variant: str) -> Any:
    """The sellable product meant by an id and, for a parent, the chosen size."""
    found = Product.objects.filter(is_public=True).select_related("parent").filter(pk=product_id).first()
    if found is None or (found.is_child and not found.parent.is_public):
        raise NoSuchProduct("We don't sell that any more.")
    if not found.is_parent:
        return found
    sizes = found.children.filter(is_public=True)
    chosen = (
        sizes.filter(pk=int(variant)).first()
        if variant.isascii() and variant.isdigit() and len(variant) < 10
        else None
    )
    if chosen is None:
        raise CannotAdd("Please choose a size.")
    return chosen


def title_of(product: Any) -> str:
    """“Everyday massage oil, 100 ml”: a size is named with its parent."""
    parent = product.parent if product.is_child else product
    detail = f"{product.volume_ml} ml" if product.volume_ml else ""
    return f"{parent.title}, {detail}" if detail else str(parent.title)


def _lock(basket: Any) -> None:
    """Serialise changes of one basket: two quick clicks would else both read the old quantity."""
    get_model("basket", "Basket").objects.select_for_update().filter(pk=basket.pk).first()


def _refuse_beyond_stock(basket: Any, product: Any, wanted: int) -> None:
    stock = basket.strategy.fetch_for_product(product).availability
    allowed, _ = stock.is_purchase_permitted(wanted)
    free = getattr(stock, "num_available", 0)
    if allowed and wanted <= MOST_OF_ONE:
        return
    if wanted > MOST_OF_ONE:
        raise CannotAdd(f"We can put at most {MOST_OF_ONE} of one thing into an order.")
    name = title_of(product)
    raise CannotAdd(f"{name} is sold out." if free <= 0 else f"We have only {free} of {name}.")


@transaction.atomic
def add_to_basket(*, basket: Any, product: Any, quantity: int) -> Added:
    """Put units of a sellable product into an open basket; raises CannotAdd."""
    if not basket.id:
        basket.save()
    _lock(basket)
    record = basket.lines.filter(product=product).first()
    _refuse_beyond_stock(basket, product, (record.quantity if record else 0) + quantity)
    basket.add_product(product, quantity)
    return Added(title_of(product), quantity)


@transaction.atomic
def change_quantity(*, basket: Any, line_id: int, quantity: int) -> Any:
    """Set a line's quantity; nothing is left of a line set to 0. Returns the line as it was."""
    _lock(basket)
    line = basket.lines.select_related("product__parent").filter(pk=line_id).first()
    if line is None:
        raise NoSuchProduct("That is no longer in your basket.")
    if quantity <= 0:
        line.delete()
    else:
        _refuse_beyond_stock(basket, line.product, quantity)
        basket.lines.filter(pk=line.pk).update(quantity=quantity)
    basket.reset_offer_applications()
    return line
