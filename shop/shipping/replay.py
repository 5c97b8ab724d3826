"""A free-delivery rule tried on past orders: its cost, and how many baskets were just below. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from shop.shipping.threshold import Threshold
from shop.shipping.zones import NAMES, is_in_promise

JUST_BELOW = Decimal("5.00")
NOTHING = Decimal("0.00")


@dataclass(frozen=True)
class PastOrder:
    """Goods after discounts, what delivery cost, and what it would have cost without any rule; with VAT."""

    zone: str
    method: str
    goods: Decimal
    charged: Decimal
    full: Decimal
    rule: Threshold | None  # in force when it was placed, as far as it is known

    @property
    def is_promised(self) -> bool:
        """Whether a free-delivery rule is about it at all."""
        return self.method == "standard" and self.zone in NAMES and is_in_promise(self.zone)

    @property
    def was_free(self) -> bool:
        """Free by the rule of its day; free by an offer or a code is something else."""
        return self.is_promised and self.rule is not None and self.rule.is_free(self.goods)

    def charge(self, rule: Threshold) -> Decimal:
        """What delivery would have cost. A price that an offer had lowered stays."""
        if not self.is_promised:
            return self.charged
        if rule.is_free(self.goods):
            return NOTHING
        return self.full if self.was_free else self.charged

    def is_just_below(self, rule: Threshold) -> bool:
        """Whether it paid for delivery within JUST_BELOW of the threshold."""
        pays = self.is_promised and not rule.is_free(self.goods)
        return pays and rule.to_go(self.goods) <= JUST_BELOW


@dataclass(frozen=True)
class Outcome:
    """What a rule would have done to some orders. `cost` is what they'd have paid less; negative: more."""

    place: str
    orders: int
    free_before: int
    free_now: int
    cost: Decimal
    just_below: int


def outcome(place: str, orders: Sequence[PastOrder], rule: Threshold) -> Outcome:
    """The sum over these orders."""
    return Outcome(
        place=place,
        orders=len(orders),
        free_before=sum(order.was_free for order in orders),
        free_now=sum(order.is_promised and rule.is_free(order.goods) for order in orders),
        cost=sum((order.charged - order.charge(rule) for order in orders), NOTHING),
        just_below=sum(order.is_just_below(rule) for order in orders),
    )


def by_place(orders: Iterable[PastOrder], rule: Threshold) -> list[Outcome]:
    """An outcome for each zone with orders, the one with most orders first."""
    groups: dict[str, list[PastOrder]] = {}
    for order in orders:
        groups.setdefault(order.zone, []).append(order)
    rows = [outcome(NAMES.get(zone, zone or "Unknown"), group, rule) for zone, group in groups.items()]
    return sorted(rows, key=lambda row: (-row.orders, row.place))
