"""Basket services: add, change and remove lines, each with named exceptions."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet
from oscar.core.loading import get_model

from shop.accounts.visitor import Visitor
from shop.basket.models import LINES, OF_PRODUCTS, Basket, Line
from shop.caching.prepared_query import PreparedQuery
from shop.catalogue.models import Product
from shop.catalogue.naming import title_of

MAX_QUANTITY_PER_LINE = 99


class CannotAdd(Exception):
    """The product can't be added; the text is for the shopper, and `free` is how many can be had."""

    def __init__(self, text: str, *, free: int = 0, product: Product | None = None) -> None:
        super().__init__(text)
        self.free = free
        self.product = product


class NoSuchProduct(CannotAdd):
    """No such product is on sale, or this basket has no such line."""


class SoldOut(CannotAdd):
    """Nothing is left in stock; the shopper can ask for an alert."""


class NoSizeChosen(CannotAdd):
    """The product has sizes, and none was chosen."""


class BasketClosed(CannotAdd):
    """The basket was ordered in another window; the next request opens a new one."""

    def __init__(self) -> None:
        super().__init__("That basket has just been ordered in another window. Please try again.")


@dataclass(frozen=True)
class Added:
    """What was added, as which line; `note` says why it is less than the shopper asked for."""

    title: str
    quantity: int
    note: str = ""
    line_id: int = 0

    @property
    def text(self) -> str:
        """“Added: Everyday massage oil, 100 ml × 2. Only 2 left in stock, so we added 2.”"""
        added = f"Added: {self.title}" + (f" × {self.quantity}" if self.quantity > 1 else "")
        return f"{added}. {self.note}" if self.note else added


@dataclass(frozen=True)
class Changed:
    """A line's new quantity; `note` says why it is less than the shopper asked for."""

    title: str
    quantity: int
    note: str = ""


@dataclass(frozen=True)
class Removed:
    """A removed line, with what “Undo” needs to add it again."""

    product: int
    quantity: int
    title: str


def find_product(*, product_id: int, variant: str) -> Product:
    """The product with this id or, for a product with sizes, the chosen size; raises CannotAdd."""
    found = ON_SALE.first(product_id)
    if found is None or (found.is_child and not found.parent.is_public):
        raise NoSuchProduct("We don’t sell that any more.")
    if not found.is_parent:
        return found
    chosen = _size(found, variant)
    if chosen is None:
        raise NoSizeChosen("Please choose a size.", product=found)
    return chosen


def _size(parent: Product, variant: str) -> Product | None:
    if not (variant.isascii() and variant.isdigit() and len(variant) < 10):
        return None
    return _public().filter(parent=parent, pk=int(variant)).first()


def _public() -> QuerySet[Product]:
    """Products on sale with their parents; only the columns that adding looks at."""
    columns = [*OF_PRODUCTS, *(f"parent__{name}" for name in OF_PRODUCTS)]
    related = Product.objects.select_related("product_class", "parent__product_class")
    found: QuerySet[Product] = related.filter(is_public=True).only(*columns).order_by()
    return found


ON_SALE = PreparedQuery(lambda pk: _public().filter(pk=pk))


def lock(basket: Basket) -> None:
    """Lock the basket's row, because two quick clicks would both read the old quantity.

    Raises BasketClosed.
    """
    row = get_model("basket", "Basket").objects.select_for_update().only("status").get(pk=basket.pk)
    if row.status not in row.editable_statuses:
        raise BasketClosed


def most_of(basket: Basket, product: Product) -> int:
    """How many of a product one order can have now; raises SoldOut."""
    info = basket.strategy.fetch_for_product(product)
    free = max(getattr(info.availability, "num_available", 0) or 0, 0) if info.price.exists else 0
    if not free:
        raise SoldOut(f"{title_of(product)} is sold out.", product=product)
    return min(free, MAX_QUANTITY_PER_LINE)


def _limit(most: int) -> str:
    """The reason for the limit, in words."""
    return (
        f"We sell at most {most} of one item"
        if most == MAX_QUANTITY_PER_LINE
        else f"Only {most} left in stock"
    )


@transaction.atomic
def add_to_basket(*, basket: Basket, product: Product, quantity: int, source: str = "") -> Added:
    """Add a product to an open basket, at most as many as are in stock; raises CannotAdd.

    The line's attribution is that of the last page it was added from.
    """
    most = most_of(basket, product)  # first: a refusal takes back the row, but not the id of a new basket
    if not basket.id:
        basket.save()
    lock(basket)
    held = next((line for line in LINES.read(basket.pk) if line.product_id == product.pk), None)
    before = held.quantity if held else 0
    added = min(quantity, most - before)
    if added <= 0:
        have = "it is" if before == 1 else f"your {before} are"
        raise CannotAdd(f"{_limit(most)}, and {have} in your basket already.", product=product)
    line, _ = basket.add_product(product, added)
    if source:
        basket.lines.filter(pk=line.pk).update(source=source)
    note = f"{_limit(most)}, so we added {added}." if added < quantity else ""
    return Added(title_of(product), added, note, line.pk)


@transaction.atomic
def change_quantity(*, basket: Basket, line_id: int, quantity: int) -> Changed:
    """Set a line's quantity, or as many as are left, and store today's price to compare with later."""
    line = _line(basket, line_id)
    most = most_of(basket, line.product)
    price = basket.strategy.fetch_for_product(line.product).price
    basket.lines.filter(pk=line.pk).update(
        quantity=min(quantity, most), price_incl_tax=price.incl_tax, price_excl_tax=price.excl_tax
    )
    note = f"{_limit(most)}." if quantity > most else ""
    return Changed(title_of(line.product), min(quantity, most), note)


@transaction.atomic
def remove_line(*, basket: Basket, line_id: int) -> Removed:
    """Remove a line, available or not."""
    line = _line(basket, line_id)
    line.delete()
    return Removed(line.product_id, line.quantity, title_of(line.product))


@transaction.atomic
def leave_out_unavailable(*, basket: Basket, owner: Visitor) -> list[str]:
    """Remove the lines that can't be bought and return their titles; for an account they are saved for
    later.
    """
    lock(basket)
    saved = get_model("basket", "Basket").saved
    keep = saved.get_or_create(owner=owner)[0] if owner.is_authenticated else None
    titles = []
    for line in basket.unavailable_lines():
        titles.append(title_of(line.product))
        if keep:
            keep.merge_line(line)
        else:
            line.delete()
    return titles


def _line(basket: Basket, line_id: int) -> Line:
    if basket.id:
        lock(basket)
        line = basket.lines.select_related("product__parent").filter(pk=line_id).first()
        if line is not None:
            return line
    raise NoSuchProduct("That is no longer in your basket.")
