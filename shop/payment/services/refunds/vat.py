"""The VAT that refunds take out of an order: a lower price is less VAT (VAT Regulations 1995, reg. 38).

Money that the bank took by a dispute lowers no price, and neither does what the buyer had paid twice.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import prefetch_related_objects

from shop.caching.prepared_query import PreparedQuery
from shop.money import from_pence, to_pence
from shop.order.models import Order
from shop.order.vat_summary import VatRow, vat_by_rate, vat_row
from shop.partner import vat
from shop.payment.amounts import share
from shop.payment.models import PaymentAttempt, Refund, Settlement

REFUNDS = PreparedQuery(
    lambda order: Refund.objects.filter(attempt__order=order, state__in=Refund.ACCEPTED).order_by()
)
BY_HAND = PreparedQuery(
    lambda order: Settlement.objects.filter(attempt__order=order, kind=Settlement.Kind.PAID_BACK).order_by()
)


@dataclass(frozen=True)
class Reduction:
    """What a refund, or money paid back by hand, took off the price of its order; `amount` in pounds."""

    row: Refund | Settlement
    at: datetime
    amount: Decimal


def reductions(order: Order) -> list[Reduction]:
    """Every standing one, the first one first; those that only gave an overpayment back are left out."""
    given = sorted(_given_back(order), key=lambda pair: (pair[0], pair[1].pk))
    beyond, found = _overpaid(order) if given else 0, []
    for at, row in given:
        owed = min(beyond, row.amount_minor)
        beyond -= owed
        if row.amount_minor > owed:
            found.append(Reduction(row, at, from_pence(row.amount_minor - owed)))
    return found


def _given_back(order: Order) -> list[tuple[datetime, Refund | Settlement]]:
    refunds = REFUNDS.read(order.pk)
    prefetch_related_objects(refunds, "lines__line")
    return [
        *((row.accepted_at or row.created_at, row) for row in refunds),
        *((row.created_at, row) for row in BY_HAND.read(order.pk)),
    ]


def _overpaid(order: Order) -> int:
    """Pence that came beyond the order's total, as by a second payment."""
    paid = order.payment_attempts.filter(state=PaymentAttempt.State.SUCCEEDED)
    return max(sum(paid.values_list("received_minor", flat=True)) - to_pence(order.total_incl_tax), 0)


def vat_of_refund(refund: Refund) -> list[VatRow]:
    """Net, VAT and gross of one refund, a row for each rate it touches."""
    order, rows = refund.attempt.order, reductions(refund.attempt.order)
    places = [place for place, found in enumerate(rows) if found.row == refund]
    if not places:
        return []
    before, after = (reduced(order, rows[:end]) for end in (places[0], places[0] + 1))
    both = zip(before, after, strict=True)
    return [vat_row(new.rate, new.net - old.net, new.gross - old.gross) for old, new in both if new != old]


def vat_after_refunds(order: Order) -> list[VatRow]:
    """The order's VAT with all that went back taken out, one row a rate; nothing without a refund."""
    rows = reductions(order)
    if not rows:
        return []
    both = zip(_sold(order), reduced(order, rows), strict=True)
    return [vat_row(sold.rate, sold.net - gone.net, sold.gross - gone.gross) for sold, gone in both]


def _sold(order: Order) -> list[vat.Split]:
    return [
        vat.Split(gross=row["gross"], net=row["net"], vat=row["vat"], rate=row["rate"])
        for row in vat_by_rate(order)
    ]


def reduced(order: Order, rows: Iterable[Reduction]) -> list[vat.Split]:
    """What these reductions together take out of each rate."""
    rows = list(rows)
    amount = sum((found.amount for found in rows), Decimal(0))
    return vat.split_refund(_sold(order), _named([found.row for found in rows]), amount)


def _named(rows: Iterable[Refund | Settlement]) -> dict[Decimal, Decimal]:
    """The gross of the items that went back, by rate."""
    pieces: dict[Any, int] = defaultdict(int)
    for row in rows:
        for part in row.lines.all() if isinstance(row, Refund) else ():
            pieces[part.line] += part.quantity
    named: dict[Decimal, Decimal] = defaultdict(Decimal)
    for line, quantity in pieces.items():
        pence = share(to_pence(line.line_price_incl_tax), line.quantity, after=0, pieces=quantity)
        named[line.vat_rate.normalize()] += from_pence(pence)
    return named
