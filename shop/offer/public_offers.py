"""Offers without a code, as public pages show them beside products.

Read once for each catalogue snapshot, never for a request.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from shop.money import round_penny
from shop.offer.models import ConditionalOffer, Range
from shop.price_history.services import Histories, read_histories, was_price

PER_CENT = Decimal("0.01")


@dataclass(frozen=True)
class ShownOffer:
    name: str
    url: str


@dataclass(frozen=True)
class OffersOnShow:
    """Offers by product id, and the offers that lower the price of a single item."""

    offers: tuple[ShownOffer, ...] = ()
    by_product: dict[int, list[ShownOffer]] = field(default_factory=dict)
    lowering: dict[int, list[ConditionalOffer]] = field(default_factory=dict)
    histories: Histories = field(default_factory=dict)

    def of(self, product_id: int) -> tuple[ShownOffer, ...]:
        return tuple(self.by_product.get(product_id, ()))

    def price(self, product_id: int, price: Decimal) -> Decimal:
        """The price of one item in an otherwise empty basket, after the offers that apply to it alone."""
        left, applied = price, list[ConditionalOffer]()
        for offer in self.lowering.get(product_id, ()):
            if all(combine(offer, other) for other in applied):
                left -= min(_off(offer, price), left)
                applied.append(offer)
        return left

    def was(self, product_id: int, price: Decimal) -> Decimal | None:
        """The former price that a page may name beside `price`, by the price history."""
        return was_price(self.histories, product_id, price)


def open_offers() -> list[ConditionalOffer]:
    """Today’s offers in the applicator’s order, without those that are used up."""
    found = ConditionalOffer.active.filter(offer_type=ConditionalOffer.SITE).order_by("-priority", "pk")
    every = found.select_related("condition__range", "benefit__range").prefetch_related("combinations")
    return [offer for offer in every if offer.get_max_applications() > 0]


def read_offers() -> OffersOnShow:
    """One query for all offers, one for each of their ranges and one for the price history."""
    offers = open_offers()
    by_product, lowering = defaultdict(list), defaultdict(list)
    members: dict[int, set[int]] = {}
    for offer in offers:
        shown = ShownOffer(offer.name, offer.get_absolute_url())
        about = _about(offer, members)
        for pk in about:
            by_product[pk].append(shown)
        for pk in about if _lowers_one(offer) else ():
            lowering[pk].append(offer)
    shown_offers = tuple(ShownOffer(offer.name, offer.get_absolute_url()) for offer in offers)
    return OffersOnShow(shown_offers, dict(by_product), dict(lowering), read_histories())


def _about(offer: ConditionalOffer, members: dict[int, set[int]]) -> set[int]:
    """The products to show the offer beside: those it makes cheaper; for a bundle, its parts."""
    products = offer.benefit.range or offer.condition.range
    if offer.benefit.type.startswith("Shipping") or products is None:
        return set()
    if _lowers_one(offer):
        return _members(products, members) & _members(offer.condition.range, members)
    return _members(products, members)


def _members(products: Range, members: dict[int, set[int]]) -> set[int]:
    if products.pk not in members:
        found = products.all_products().filter(is_discountable=True)
        members[products.pk] = set(found.values_list("pk", flat=True))
    return members[products.pk]


def _lowers_one(offer: ConditionalOffer) -> bool:
    """Whether the offer lowers the price of a single item, however many are bought."""
    condition, benefit = offer.condition, offer.benefit
    alone = condition.type in {condition.COUNT, condition.COVERAGE} and condition.value == 1
    unlimited = not (
        benefit.max_affected_items or offer.max_basket_applications or offer.max_user_applications
    )
    plain = not (condition.proxy_class or benefit.proxy_class)
    return alone and unlimited and plain and benefit.type in {benefit.PERCENTAGE, benefit.FIXED_UNIT}


def _off(offer: ConditionalOffer, price: Decimal) -> Decimal:
    value = offer.benefit.value
    if offer.benefit.type == offer.benefit.PERCENTAGE:
        return round_penny(price * min(value, Decimal(100)) * PER_CENT)
    return min(value, price)


def combine(one: ConditionalOffer, other: ConditionalOffer) -> bool:
    """Whether two offers can apply to the same item, by Oscar’s rule."""
    if one.exclusive or other.exclusive:
        return False
    chosen = {*_ids(one.combinations.all()), *_ids(other.combinations.all())}
    return not chosen or one.pk in chosen or other.pk in chosen


def _ids(offers: Iterable[ConditionalOffer]) -> Iterable[int]:
    return (offer.pk for offer in offers)
