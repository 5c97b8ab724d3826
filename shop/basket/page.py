"""Context of the basket's page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from shop.basket.line_changes import LineChange, changes_in
from shop.basket.line_facts import LineFacts, facts_of
from shop.basket.models import Basket, Line
from shop.basket.vouchers import AttachedCode, codes_on, delivery_with_codes
from shop.catalogue.labelling.unit_price import wording
from shop.catalogue.listing.snapshot import current_catalogue
from shop.catalogue.naming import title_of
from shop.offer.hints import basket_hints, hints_for
from shop.shipping.methods import TrackedDelivery
from shop.shipping.repository import standard_method


@dataclass(frozen=True)
class Mistake:
    """An invalid quantity of a line as it was typed, with the message."""

    typed: str
    text: str


@dataclass(frozen=True)
class LineView:
    """One line of the page; the price is None where the product was withdrawn and has lost it."""

    line: Line
    title: str
    url: str
    picture: str
    price: Decimal | None
    was: Decimal | None  # the former price, where the law allows to name it beside `price`
    total: Decimal | None
    unit_price: str
    offers: list[str]
    hint: str
    allergens: list[str]
    ni_ready: bool
    change: LineChange | None
    mistake: Mistake | None

    @property
    def quantity(self) -> int | str:
        """The value of the quantity field: a mistake stays there, so that the shopper can correct it."""
        return self.mistake.typed if self.mistake else int(self.line.quantity)


@dataclass(frozen=True)
class BasketPage:
    """The basket with its totals; `delivery` is the price of standard delivery in the United Kingdom."""

    basket: Basket
    lines: list[LineView] = field(default_factory=list)
    unavailable: list[LineView] = field(default_factory=list)  # has no part in the totals
    codes: list[AttachedCode] = field(default_factory=list)
    delivery: Decimal | None = None
    delivery_offer: str = ""
    delivery_note: str = ""  # why delivery costs something although the items come to more than the rule
    goods: Decimal = Decimal("0.00")
    goods_before: Decimal = Decimal("0.00")
    hints: list[str] = field(default_factory=list)  # what the whole basket lacks for an offer

    @property
    def total(self) -> Decimal:
        """The amount to pay now, delivery included."""
        return self.goods + (self.delivery or 0)

    @property
    def is_blocked(self) -> bool:
        """Whether a line must be removed or reduced before checkout."""
        return bool(self.unavailable)

    @property
    def unavailable_heading(self) -> str:
        """The heading above unavailable lines; “Sold out” only where all of them are."""
        changes = [line.change for line in self.unavailable if line.change]
        if all(change.is_sold_out for change in changes):
            return "Sold out"
        if all(change.is_gone for change in changes):
            return "No longer on sale"
        return "Unavailable, or not enough in stock"

    @property
    def changes(self) -> list[LineChange]:
        """The changes of all lines since the shopper added them."""
        return [line.change for line in [*self.lines, *self.unavailable] if line.change]

    @property
    def allergens(self) -> list[str]:
        """Every listed allergen in the basket, each once (the allergen panel)."""
        return list(dict.fromkeys(name for line in self.lines for name in line.allergens))

    @property
    def not_for_ni(self) -> list[str]:
        """What may not go to Northern Ireland: their responsible person or CPNP number is missing."""
        return [line.title for line in self.lines if not line.ni_ready]


def _line(
    line: Line, facts: LineFacts, hint: str, change: LineChange | None, mistake: Mistake | None
) -> LineView:
    parent = line.product.parent if line.product.is_child else line.product
    price = line.purchase_info.price
    known = price.incl_tax if price.exists else None
    return LineView(
        line=line,
        title=title_of(line.product),
        url=facts.url,
        picture=facts.picture,
        price=known,
        was=current_catalogue().former_price(line.product_id, known) if known else None,
        total=line.line_price_incl_tax_incl_discounts if price.exists else None,
        unit_price=wording(known, line.product.volume_ml) if known and facts.shows_unit_price else "",
        offers=list(dict.fromkeys(found.offer.name for found in line.discounts.all() if found.offer)),
        hint=hint,
        allergens=list(facts.allergens),
        ni_ready=parent.ni_ready,
        change=change,
        mistake=mistake,
    )


def basket_page(basket: Basket, mistakes: Mapping[int, Mistake] | None = None) -> BasketPage:
    """The page of a priced basket. An empty basket needs no query."""
    if not basket.id or not basket.every_line():
        return BasketPage(basket)
    standard = standard_method()
    codes = codes_on(basket, standard)  # first: it may read the lines anew
    changes = {change.line_id: change for change in changes_in(basket)}
    hints, facts = hints_for(basket), facts_of(basket.every_line())

    def view(line: Line) -> LineView:
        about = (hints.get(line.pk, ""), changes.get(line.pk), (mistakes or {}).get(line.pk))
        return _line(line, facts[line.product_id], *about)

    return BasketPage(
        basket,
        [view(line) for line in basket.all_lines()],
        [view(line) for line in basket.unavailable_lines()],
        codes,
        delivery=standard.charge_for(basket) if standard else None,
        delivery_offer=_delivery_offer(basket, standard),
        delivery_note=delivery_with_codes(basket, standard),
        goods=basket.total_incl_tax,
        goods_before=basket.total_incl_tax_excl_discounts,
        hints=basket_hints(basket),
    )


def _delivery_offer(basket: Basket, method: TrackedDelivery | None) -> str:
    """The name of the offer that reduces delivery; empty without one."""
    offer = method.offer_for(basket) if method and method.discount(basket) else None
    return str(offer.name) if offer else ""
