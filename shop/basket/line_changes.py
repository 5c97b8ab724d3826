"""Changes since a line was added to the basket: its price, its stock, or a product that was withdrawn."""

from dataclasses import dataclass

from shop.basket.models import Basket, Line
from shop.catalogue.naming import title_of


@dataclass(frozen=True)
class LineChange:
    """One message for the shopper; `blocks` means that it must be settled before the checkout.

    `offer` is the available quantity where it is less than the wanted one.
    """

    line_id: int
    text: str
    blocks: bool
    offer: int = 0
    is_sold_out: bool = False
    is_gone: bool = False


def changes_in(basket: Basket) -> list[LineChange]:
    """The changes of all lines, in their order."""
    found = (_change(line) for line in basket.every_line())
    return [change for change in found if change is not None]


def _change(line: Line) -> LineChange | None:
    name = title_of(line.product)
    parent = line.product.parent if line.product.is_child else line.product
    info = line.purchase_info
    if not (line.product.is_public and parent.is_public) or not info.price.exists:
        text = f"{name} is no longer on sale."
        return LineChange(line.pk, text, blocks=True, is_gone=True)
    free = line.num_free
    if free == 0:
        text = f"{name} has sold out since."
        return LineChange(line.pk, text, blocks=True, is_sold_out=True)
    if not line.can_be_bought:
        text = f"There {'is' if free == 1 else 'are'} only {free} of {name} left."
        return LineChange(line.pk, text, blocks=True, offer=free)
    return _price_change(line, name)


def _price_change(line: Line, name: str) -> LineChange | None:
    was, now = line.price_incl_tax, line.purchase_info.price.incl_tax
    if was is None or was == now:
        return None
    return LineChange(
        line.pk, f"{name} was £{was:.2f} when you added it and is £{now:.2f} now.", blocks=False
    )
