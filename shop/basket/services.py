"""Changing a basket: one verb each, with a named exception for whatever can't be done."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from oscar.core.loading import get_model

from shop.catalogue.models import Product

MOST_OF_ONE = 99


class CannotAdd(Exception):
    """The product can't go into the basket; the text is for the shopper."""

    def __init__(self, text: str, *, free: int = 0, product: Any = None) -> None:
        super().__init__(text)
        self.free = free
        self.product = product


class NoSuchProduct(CannotAdd):
    """There is no such product on sale, or no such line in this basket."""


class NoSizeChosen(CannotAdd):
    """A product with sizes was asked for without saying which."""


class BasketClosed(CannotAdd):
    """The basket was ordered in another window meanwhile; the next request opens a new one."""

    def __init__(self) -> None:
        super().__init__("That basket has just been ordered in another window. Please try again.")


@dataclass(frozen=True)
class Added:
    """What was put into the basket."""

    title: str
    quantity: int


@dataclass(frozen=True)
class Removed:
    """What was taken out, with all that is needed to put it back."""

    product: int
    quantity: int
    title: str


def find_product(*, product_id: int, variant: str) -> Any:
    """The sellable product meant by an id and, for a parent, the chosen size."""
    found = Product.objects.filter(is_public=True).select_related("parent").filter(pk=product_id).first()
    if found is None or (found.is_child and not found.parent.is_public):
        raise NoSuchProduct("We don't sell that any more.")
    if not found.is_parent:
        return found
    chosen = _size(found, variant)
    if chosen is None:
        raise NoSizeChosen("Please choose a size.", product=found)
    return chosen


def _size(parent: Any, variant: str) -> Any:
    if not (variant.isascii() and variant.isdigit() and len(variant) < 10):
        return None
    return parent.children.filter(is_public=True, pk=int(variant)).select_related("parent").first()


def title_of(product: Any) -> str:
    """“Everyday massage oil, 100 ml”: a size is named with its parent."""
    parent = product.parent if product.is_child else product
    detail = f"{product.volume_ml} ml" if product.volume_ml else ""
    return f"{parent.title}, {detail}" if detail else str(parent.title)


def lock(basket: Any) -> None:
    """Serialise changes of one basket: two quick clicks would else both read the old quantity."""
    row = get_model("basket", "Basket").objects.select_for_update().only("status").get(pk=basket.pk)
    if row.status not in row.editable_statuses:
        raise BasketClosed


def _refuse_beyond_stock(basket: Any, product: Any, wanted: int) -> None:
    if wanted > MOST_OF_ONE:
        raise CannotAdd(f"We can put at most {MOST_OF_ONE} of one thing into an order.", product=product)
    info = basket.strategy.fetch_for_product(product)
    free = max(getattr(info.availability, "num_available", 0) or 0, 0) if info.price.exists else 0
    if wanted <= free:
        return
    name = title_of(product)
    text = f"We have only {free} of {name}." if free else f"{name} is sold out."
    raise CannotAdd(text, free=free, product=product)


@transaction.atomic
def add_to_basket(*, basket: Any, product: Any, quantity: int, source: str = "") -> Added:
    """Put units of a sellable product into an open basket; raises CannotAdd.

    The last page that was bought from is the line's source.
    """
    if not basket.id:
        basket.save()
    lock(basket)
    held = basket.lines.filter(product=product).first()
    _refuse_beyond_stock(basket, product, (held.quantity if held else 0) + quantity)
    line, _ = basket.add_product(product, quantity)
    if source:
        basket.lines.filter(pk=line.pk).update(source=source)
    return Added(title_of(product), quantity)


@transaction.atomic
def change_quantity(*, basket: Any, line_id: int, quantity: int) -> str:
    """Set a line's quantity; returns its title. The price told now becomes the one to compare with."""
    line = _line(basket, line_id)
    _refuse_beyond_stock(basket, line.product, quantity)
    price = basket.strategy.fetch_for_product(line.product).price
    basket.lines.filter(pk=line.pk).update(
        quantity=quantity, price_incl_tax=price.incl_tax, price_excl_tax=price.excl_tax
    )
    return title_of(line.product)


@transaction.atomic
def remove_line(*, basket: Any, line_id: int) -> Removed:
    """Take a line out, whatever its state, and say what it was."""
    line = _line(basket, line_id)
    line.delete()
    return Removed(line.product_id, line.quantity, title_of(line.product))


def _line(basket: Any, line_id: int) -> Any:
    if basket.id:
        lock(basket)
        line = basket.lines.select_related("product__parent").filter(pk=line_id).first()
        if line is not None:
            return line
    raise NoSuchProduct("That is no longer in your basket.")
