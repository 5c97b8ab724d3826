"""The state of an order as staff call it."""

from enum import StrEnum
from typing import Final, Protocol

from django.db.models import BooleanField, Case, QuerySet, Value, When

from shop.order import statuses
from shop.order.dispatch_holds import dispatchable
from shop.order.models import Order


class State(StrEnum):
    """What the list, its filter and the order's page say."""

    WAITING = "Waiting for payment"
    TO_PACK = "To pack"
    HELD = "On hold"
    SENT = "Sent"
    DELIVERED = "Delivered"
    CANCELLED = "Cancelled"
    TO_CHECK = "Payment to check"


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
    free = dispatchable(Order.objects.all()).values("pk")
    may_go = Case(When(pk__in=free, then=Value(True)), default=Value(False), output_field=BooleanField())
    return orders.annotate(may_go=may_go)


class Listed(Protocol):
    """An order that comes from `with_holds`."""

    status: str
    may_go: bool


def state_of(order: Listed) -> State:
    """The state in words."""
    state = BY_STATUS[order.status]
    return State.HELD if state == State.TO_PACK and not order.may_go else state


def in_state(orders: QuerySet[Order], state: str) -> QuerySet[Order]:
    """Those of the orders that are in the state; they come from `with_holds`."""
    if state == State.HELD:
        return orders.filter(status=statuses.PAID, may_go=False)
    if state == State.TO_PACK:
        return orders.filter(status=statuses.PAID, may_go=True)
    return orders.filter(status__in=[status for status, words in BY_STATUS.items() if words == state])
