"""What changed about a basket since its lines were put in: prices, stock, products withdrawn."""

from dataclasses import dataclass
from typing import Any

from shop.basket.services import title_of


@dataclass(frozen=True)
class Change:
    """One thing to tell the shopper; `blocks` says that it must be mended before checkout."""

    line_id: int
    text: str
    blocks: bool


def changes_in(basket: Any) -> list[Change]:
    """Line by line, what is no longer as it was when it was added."""
    found = (_change(line) for line in basket.all_lines())
    return [change for change in found if change is not None]


def _change(line: Any) -> Change | None:
    name = title_of(line.product)
    parent = line.product.parent if line.product.is_child else line.product
    info = line.purchase_info
    if not (line.product.is_public and parent.is_public) or not info.price.exists:
        return Change(line.pk, f"{name} is no longer on sale. Please take it out to go on.", blocks=True)
    free = max(getattr(info.availability, "num_available", line.quantity) or 0, 0)
    if free == 0:
        return Change(line.pk, f"{name} has sold out. Please take it out to go on.", blocks=True)
    if free < line.quantity:
        return Change(line.pk, f"Only {free} of {name} are left. Please choose {free} or fewer.", blocks=True)
    was, now = line.price_incl_tax, info.price.incl_tax
    if was is not None and was != now:
        return Change(line.pk, f"{name} was £{was} when you added it and is £{now} now.", blocks=False)
    return None
