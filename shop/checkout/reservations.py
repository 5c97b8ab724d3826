"""Reservations of unpaid orders. Placing an order needs no card, so limits keep visitors from hoarding stock.

The limits are counted in the database under locks, so that simultaneous orders can't all pass. The caller
has opened the transaction that places the order.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db.models import Count, Q, QuerySet, Sum
from oscar.core.loading import get_model

from shop.basket.models import Line
from shop.checkout import reservation_rules as rules
from shop.fields.email_address import tidy
from shop.integrity.named_locks import lock_names
from shop.order import statuses
from shop.order.kinds import OrderKind
from shop.order.models import Order
from shop.payment.models import PaymentAttempt
from shop.payment.services import ClientKeys

UNPAID = [PaymentAttempt.State.NEW, PaymentAttempt.State.OPEN, PaymentAttempt.State.CLOSING]


def limits() -> rules.Limits:
    """The shop's limits, from its settings."""
    return rules.Limits(**settings.UNPAID_LIMITS)


def unpaid_attempts() -> QuerySet[PaymentAttempt]:
    """Attempts of pending orders, for which stock is allocated and no money is on its way."""
    return PaymentAttempt.objects.filter(state__in=UNPAID, order__status=statuses.PENDING)


def hold_for(*, visitor: ClientKeys, email: str, is_contribution: bool = False) -> timedelta:
    """How long a new order of this visitor is reserved; raises TooManyUnpaid.

    One browser or email address may have two unpaid orders. Behind one network may be a family or an
    office: they may have more, reserved for a shorter time. Contributions count among themselves: one that
    was left open keeps nobody from buying.
    """
    names = [f"session:{visitor.session}", f"network:{visitor.address}", f"email:{tidy(email)}"]
    lock_names(name for name in names if not name.endswith(":"))
    given = Q(order__kind=OrderKind.CONTRIBUTION)
    unpaid = unpaid_attempts().filter(given if is_contribution else ~given)
    theirs = {
        "session": Q(session_hash=visitor.session) if visitor.session else None,
        "email": _of_email(email) if email else None,
        "network": Q(address_hash=visitor.address) if visitor.address else None,
    }
    return rules.hold(limits(), **_count(unpaid, theirs))


def _count(unpaid: QuerySet[PaymentAttempt], theirs: Mapping[str, Q | None]) -> dict[str, int]:
    """How many attempts meet each condition, asked for in one query; none where there is no condition."""
    counts = {name: Count("pk", filter=found) for name, found in theirs.items() if found}
    counted = unpaid.aggregate(**counts) if counts else {}
    return {name: counted.get(name, 0) for name in theirs}


def _of_email(email: str) -> Q:
    return Q(order__guest_email=email) | Q(order__user__email=email)


def limit_shares(*, order: Order, lines: list[Any], visitor: ClientKeys) -> None:
    """Raise TooMuchReserved, or shorten the reservation, where unpaid orders hold much of a product.

    Called after the stock is allocated: until the commit no other order can allocate from the same records,
    so
    the sums are exact. `lines` are the basket's, with the records as the allocation left them.
    """
    held = _held([line.stockrecord_id for line in lines], visitor)
    holds = [_share(line, held) for line in lines if line.stockrecord.can_track_allocations]
    if holds and min(holds) < limits().usual:
        shortest = order.date_placed + min(holds)
        order.payment_attempts.filter(expires_at__gt=shortest).update(expires_at=shortest)


def _held(records: list[int], visitor: ClientKeys) -> dict[int, tuple[int, int]]:
    """By stock record: the quantity in all unpaid orders, and in those of this network."""
    own = Q(order__payment_attempts__address_hash=visitor.address) if visitor.address else Q(pk=None)
    rows = get_model("order", "Line").objects.filter(
        stockrecord_id__in=records,
        order__status=statuses.PENDING,
        order__payment_attempts__state__in=UNPAID,
    )
    sums = rows.order_by().values("stockrecord_id")
    sums = sums.annotate(held=Sum("quantity"), own=Sum("quantity", filter=own))
    return {row["stockrecord_id"]: (row["held"], row["own"] or 0) for row in sums}


def _share(line: Line, held: dict[int, tuple[int, int]]) -> timedelta:
    everybody, network = held.get(line.stockrecord_id, (line.quantity, line.quantity))
    record, ours = line.stockrecord, limits()
    stock = record.num_in_stock or 0
    by_share = rules.share(ours, stock=stock, held=everybody, network=network, quantity=line.quantity)
    return min(by_share, rules.when_low(ours, free=stock - (record.num_allocated or 0)))
