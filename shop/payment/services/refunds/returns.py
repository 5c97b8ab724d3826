"""A return is settled by its refund, and opened again by one that falls through. Nobody clicks “settled”."""

from collections import Counter

from django.db.models import QuerySet

from shop.order import statuses
from shop.order.models import Order, Return
from shop.order.return_rows import Outcome
from shop.order.returns.settle import reopen, settle_refunded
from shop.payment.models import Refund, RefundLine, Settlement
from shop.payment.services.balance import balance_of


def follow_refunds(order: Order) -> None:
    """Bring the returns of an order up to its refunds; the caller has locked the order."""
    paid = _paid(order)
    for row in order.returns.select_related("order").order_by("told_on", "pk"):
        if row.is_open and row.pk in paid:
            settle_refunded(row)
        elif row.outcome == Outcome.REFUNDED and row.pk not in paid and _fell_through(row):
            reopen(row)


def _paid(order: Order) -> set[int]:
    """The returns whose money went back: by their own refund, by one of their pieces, or with all of it."""
    rows = list(order.returns.prefetch_related("lines").order_by("told_on", "pk"))
    if order.status == statuses.CANCELLED or _all_is_back(order):
        return {row.pk for row in rows}
    refunds = Refund.objects.filter(attempt__order=order)
    done = {row.pk for row in rows if _has_its_own(row)}
    free = _pieces(_accepted(refunds.filter(item_return=None)))
    for row in rows:
        wanted = _wanted(row)
        if row.pk not in done and wanted and wanted <= free:
            free -= wanted
            done.add(row.pk)
    return done


def _all_is_back(order: Order) -> bool:
    books = balance_of(order)
    return 0 < books.received <= books.given_back + books.settled


def _has_its_own(row: Return) -> bool:
    """Whether a refund was made for it that leaves out no piece that is still to come back."""
    refunds = _accepted(row.refunds.all())
    if not refunds.exists():
        return False
    pieces = _pieces(refunds)
    is_waiting = row.arrived_on and any(part.state == "" for part in row.lines.all())
    return not (is_waiting and pieces) or _wanted(row) <= pieces


def _accepted(refunds: QuerySet[Refund]) -> QuerySet[Refund]:
    """Those that the buyer gets, by Stripe or by hand."""
    by_hand = Settlement.objects.filter(kind=Settlement.Kind.PAID_BACK).exclude(refund=None)
    accepted = refunds.filter(state__in=Refund.ACCEPTED)
    return accepted | refunds.filter(pk__in=by_hand.values("refund"))


def _pieces(refunds: QuerySet[Refund]) -> Counter[int]:
    found: Counter[int] = Counter()
    for line, quantity in RefundLine.objects.filter(refund__in=refunds).values_list("line", "quantity"):
        found[line] += quantity
    return found


def _wanted(row: Return) -> Counter[int]:
    found: Counter[int] = Counter()
    for part in row.lines.all():
        found[part.line_id] += part.quantity
    return found


def _fell_through(row: Return) -> bool:
    """Returns that were settled before refunds named them stay settled."""
    refunds = Refund.objects.filter(attempt__order=row.order_id, state__in=Refund.FELL_THROUGH)
    return bool(refunds.exists())
