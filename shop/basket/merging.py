"""Merging the browser's basket with the account's at sign-in, and undoing it."""

from typing import Any

from django.db import transaction
from oscar.core.loading import get_model

from shop.accounts.visitor import Visitor
from shop.basket.models import Basket
from shop.basket.services import Added, NoSuchProduct, add_to_basket, find_product, lock

Quantities = dict[str, int]


def quantities(basket: Basket) -> Quantities:
    """Line reference to quantity; read from the database, before a strategy is known."""
    return dict(basket.lines.values_list("line_reference", "quantity"))


@transaction.atomic
def merge(*, account: Basket, browser: Basket) -> Quantities:
    """Merge this browser's basket into the account's, once.

    For a product in both, the larger quantity counts: most people who add it twice want it once.
    Returns the browser's quantities if the account's basket added anything, else nothing.
    """
    locked = get_model("basket", "Basket").objects.select_for_update().filter(pk=browser.pk, status="Open")
    if not locked.exists():  # another window of the same sign-in was quicker
        return {}
    if not account.pk:
        account.save()
    held = quantities(browser)
    account.merge(browser, add_quantities=False)
    return held if held and quantities(account) != held else {}


def added_by(basket: Basket, held: Quantities) -> int:
    """How many items the account's basket added to the browser's."""
    now = quantities(basket)
    return sum(max(count - held.get(reference, 0), 0) for reference, count in now.items())


@transaction.atomic
def undo_merge(*, basket: Basket, held: Quantities, owner: Visitor) -> int:
    """Restore the browser's basket; the account's items are saved for later."""
    lock(basket)
    saved, _ = get_model("basket", "Basket").saved.get_or_create(owner=owner)
    moved = 0
    for line in basket.lines.select_for_update():
        before = held.get(line.line_reference)
        if before is None:
            moved += line.quantity
            saved.merge_line(line)
        elif line.quantity > before:
            moved += line.quantity - before
            line.quantity = before
            line.save()
    return moved


def saved_lines(owner: Visitor) -> list[Any]:
    """The lines that a person has saved for later, with their products."""
    lines = get_model("basket", "Line").objects.filter(basket__owner=owner, basket__status="Saved")
    return list(lines.select_related("product__parent"))


def remove_saved_line(*, owner: Visitor, line_id: int) -> None:
    """Remove a line that was saved for later."""
    lines = get_model("basket", "Line").objects.filter(basket__owner=owner, basket__status="Saved")
    lines.filter(pk=line_id).delete()


@transaction.atomic
def move_to_basket(*, basket: Basket, owner: Visitor, line_id: int) -> Added:
    """Move a saved line into the basket; raises CannotAdd when it can't be bought any more."""
    lines = get_model("basket", "Line").objects.filter(basket__owner=owner, basket__status="Saved")
    line = lines.select_related("product__parent").filter(pk=line_id).first()
    if line is None:
        raise NoSuchProduct("That is no longer on your list.")
    product = find_product(product_id=line.product_id, variant="")
    added = add_to_basket(basket=basket, product=product, quantity=line.quantity)
    if added.quantity < line.quantity:
        lines.filter(pk=line.pk).update(quantity=line.quantity - added.quantity)  # the rest waits
    else:
        line.delete()
    return added
