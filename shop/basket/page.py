"""All the basket's page shows."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from shop.basket.services import title_of
from shop.basket.stale import Change, changes_in
from shop.catalogue import claims
from shop.catalogue.pictures import card_picture
from shop.catalogue.unit_price import wording
from shop.shipping.repository import ESTIMATE_ZONE, methods_for_zone


@dataclass(frozen=True)
class LineView:
    """One line with its words."""

    line: Any
    title: str
    url: str
    picture: str
    unit_price: str
    allergens: list[str]
    ni_ready: bool
    change: Change | None


@dataclass(frozen=True)
class BasketPage:
    """The basket with its totals; delivery is what standard costs on the UK mainland."""

    basket: Any
    lines: list[LineView]
    delivery: Decimal | None
    total: Decimal

    @property
    def is_blocked(self) -> bool:
        return any(line.change and line.change.blocks for line in self.lines)


def _line(line: Any, change: Change | None) -> LineView:
    parent = line.product.parent if line.product.is_child else line.product
    images = list(line.product.images.all()) or list(parent.images.all())
    exempt = parent.unit_price_exemption or not line.purchase_info.price.exists
    notes = claims.food_notes(claims.parse_inci(parent.inci))
    return LineView(
        line=line,
        title=title_of(line.product),
        url=parent.get_absolute_url(),
        picture=card_picture(images[0] if images else None, ""),
        unit_price="" if exempt else wording(line.unit_price_incl_tax, line.product.volume_ml),
        allergens=[note.plain for note in notes if note.is_listed],
        ni_ready=parent.ni_ready,
        change=change,
    )


def basket_page(basket: Any) -> BasketPage:
    """Read the basket once; a basket nobody has filled asks the database nothing."""
    if not basket.id or basket.is_empty:
        return BasketPage(basket, [], None, Decimal("0.00"))
    changes = {change.line_id: change for change in changes_in(basket)}
    lines = [_line(line, changes.get(line.pk)) for line in basket.all_lines()]
    methods = [method for method in methods_for_zone(ESTIMATE_ZONE) if method.code == "standard"]
    delivery = methods[0].charge(basket.total_incl_tax) if methods else None
    return BasketPage(basket, lines, delivery, basket.total_incl_tax + (delivery or 0))
