"""The state of an order as staff call it."""

from enum import StrEnum
from typing import Final, Protocol

from django.db.models import BooleanField, Case, Exists, OuterRef, Q, QuerySet, Value, When

from shop.order import statuses
from shop.order.dispatch_holds import held
from shop.order.kinds import OrderKind
from shop.order.models import Line, Order


class State(StrEnum):
    """What the list, its filter and the order's page say."""

    WAITING = "Waiting for payment"
    TO_PACK = "To pack"
    HELD = "On hold"
    PART_SENT = "Part sent"
    SENT = "Sent"
    DELIVERED = "Delivered"
    CANCELLED = "Cancelled"
    TO_CHECK = "Payment to check"
    GIVEN = "Contribution paid"


BY_STATUS: Final = {
    statuses.PENDING: State.WAITING,
    statuses.PAID: State.TO_PACK,
    statuses.DISPATCHED: State.SENT,
    statuses.DELIVERED: State.DELIVERED,
    statuses.CANCELLED: State.CANCELLED,
    statuses.REVIEW: State.TO_CHECK,
}


def with_holds(orders: QuerySet[Order]) -> QuerySet[Order]:
    """The orders with `may_go`: whether no hold keeps them from being sent."""
    kept = held(Order.objects.all()).values("pk")
    may_go = Case(When(pk__in=kept, then=Value(False)), default=Value(True), output_field=BooleanField())
    return orders.annotate(may_go=may_go)


class Listed(Protocol):
    """An order that comes from `with_holds`."""

    status: str
    may_go: bool

    @property
    def is_contribution(self) -> bool:
        """Whether nothing is ever sent with it."""

    @property
    def is_part_sent(self) -> bool:
        """Whether a parcel has left and something still has to."""


def state_of(order: Listed) -> State:
    """The state in words; a hold comes first, because somebody has to settle it."""
    state = BY_STATUS[order.status]
    if state != State.TO_PACK:
        return state
    if order.is_contribution:
        return State.GIVEN
    if not order.may_go:
        return State.HELD
    return State.PART_SENT if order.is_part_sent else State.TO_PACK


def in_state(orders: QuerySet[Order], state: str) -> QuerySet[Order]:
    """Those of the orders that are in the state; they come from `with_holds`."""
    given = Q(status=statuses.PAID, kind=OrderKind.CONTRIBUTION)
    if state == State.GIVEN:
        return orders.filter(given)
    if state == State.HELD:
        return orders.filter(status=statuses.PAID, may_go=False).exclude(given)
    if state in (State.TO_PACK, State.PART_SENT):
        begun = Exists(Line.objects.filter(order=OuterRef("pk"), quantity_sent__gt=0))
        waits = orders.filter(
            begun if state == State.PART_SENT else ~begun, status=statuses.PAID, may_go=True
        )
        return waits.exclude(given)
    return orders.filter(status__in=[status for status, words in BY_STATUS.items() if words == state])
