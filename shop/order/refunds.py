"""What orders gave back. Payments stand above orders, so they register the answers here."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from shop.order.models import Order

GivenBack = Callable[[QuerySet[Order]], dict[int, int]]
RefundedSince = Callable[[int, datetime], bool]
RefundedPieces = Callable[[int], dict[int, int]]
IsRefunding = Callable[[int], bool]


@dataclass(frozen=True)
class Answers:
    """What the payment app knows of the refunds of orders."""

    given_back: GivenBack
    refunded_since: RefundedSince
    refunded_pieces: RefundedPieces
    is_refunding: IsRefunding


_registered: list[Answers] = []


def register_refunds(
    *,
    given_back: GivenBack,
    refunded_since: RefundedSince,
    refunded_pieces: RefundedPieces,
    is_refunding: IsRefunding,
) -> None:
    """Called once, by the payment app when it is ready."""
    _registered[:] = [Answers(given_back, refunded_since, refunded_pieces, is_refunding)]


def given_back(orders: QuerySet[Order]) -> dict[int, int]:
    """Pence that left the shop again, by order: refunds, disputes that aren't won, money paid by hand."""
    return _registered[0].given_back(orders)


def refunded_since(order: Order, moment: datetime) -> bool:
    """Whether a refund was asked for after the moment and accepted."""
    return _registered[0].refunded_since(order.pk, moment)


def refunded_pieces(order: Order) -> dict[int, int]:
    """How many pieces of each line, by id, were or will be refunded; lines without any are left out."""
    return _registered[0].refunded_pieces(order.pk)


def is_refunding(order: Order) -> bool:
    """Whether a refund was asked for that has had no answer yet."""
    return _registered[0].is_refunding(order.pk)
