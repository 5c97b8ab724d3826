"""Paid orders in the order in which they are packed, and those that wait for something."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from shop.accounts.models import User
from shop.order import statuses
from shop.order.deadlines import promised_day
from shop.order.dispatch_holds import dispatch_hold_reasons, dispatchable, held, may_be_lifted
from shop.order.kinds import OrderKind
from shop.order.models import Line, Order, StaffHold

EXPRESS = "express"
NEVER = date.max


@dataclass(frozen=True)
class Held:
    """An order on hold, and why."""

    order: Order
    reason: str
    is_mine: bool  # whether the reader placed a hold on it

    @property
    def may_be_lifted(self) -> bool:
        """Whether a reason to send it all the same is enough."""
        return may_be_lifted(self.reason)


def paid_orders() -> QuerySet[Order]:
    """Paid orders that haven't left yet. With a contribution nothing is sent."""
    return Order.objects.filter(status=statuses.PAID).exclude(kind=OrderKind.CONTRIBUTION)


def to_pack() -> list[int]:
    """The keys of all orders that may be sent: express first, then by promised day, then by time placed."""
    rows = dispatchable(paid_orders()).values_list("shipping_code", "delivery_rule", "date_placed", "pk")
    urgency = [(code != EXPRESS, promised_day(rule) or NEVER, placed, pk) for code, rule, placed, pk in rows]
    return [pk for *_, pk in sorted(urgency)]


def is_late(rule: Mapping[str, Sequence[str]]) -> bool:
    """Whether the promised day of an order's delivery rule is over."""
    return (promised_day(rule) or NEVER) < timezone.localdate()


def in_this_order(keys: list[int]) -> list[Order]:
    """The orders with these keys and what a card shows."""
    lines = Line.objects.select_related("product__parent__product_class", "product__product_class")
    found = (
        Order.objects.filter(pk__in=keys)
        .select_related("shipping_address__country", "replaces")
        .prefetch_related(Prefetch("lines", lines.order_by("pk")), "notes__user", "parcels")
        .in_bulk()
    )
    return [found[key] for key in keys if key in found]


def on_hold(orders: list[Order], *, reader: User) -> list[Held]:
    """Each of these orders with the reason why it waits."""
    reasons = dispatch_hold_reasons(orders)
    placed = StaffHold.objects.standing().filter(order__in=orders, placed_by=reader)
    mine = set(placed.values_list("order", flat=True))
    return [Held(order, reasons.get(order.pk, ""), order.pk in mine) for order in orders]


def held_orders() -> QuerySet[Order]:
    """Paid orders that may not be sent, the oldest first."""
    return held(paid_orders()).select_related("shipping_address").order_by("date_placed", "pk")
