"""Takings of orders: their totals, less refunds, disputes and money paid back by hand."""

from datetime import datetime
from decimal import Decimal

from django.db.models import QuerySet, Sum

from shop.money import from_pence, to_pence
from shop.order.models import Order
from shop.payment.models import Dispute, PaymentAttempt, Refund, Settlement


def takings(orders: QuerySet[Order]) -> Decimal:
    """Pounds of all these orders together, net of refunds and of disputes that aren't won."""
    total = orders.aggregate(sum=Sum("total_incl_tax"))["sum"] or Decimal(0)
    return Decimal(total) - from_pence(sum(lost(orders).values()))


def lost(orders: QuerySet[Order]) -> dict[int, int]:
    """Pence by which orders brought in less than their totals: what they gave back of their price.

    What came beyond an order's total, as by a second payment, isn't in the total and leaves again first.
    """
    gone = given_back(orders)
    paid = PaymentAttempt.objects.filter(order__in=list(gone), state=PaymentAttempt.State.SUCCEEDED)
    rows = paid.order_by().values_list("order", "order__total_incl_tax")
    for pk, total, came in rows.annotate(came=Sum("received_minor")):
        gone[pk] = max(gone[pk] - max(came - to_pence(total), 0), 0)
    return {pk: pence for pk, pence in gone.items() if pence}


def given_back(orders: QuerySet[Order]) -> dict[int, int]:
    """Pence given back, by order; orders that gave nothing back are left out."""
    of_orders = {"attempt__order__in": orders.order_by()}
    gone: dict[int, int] = {}
    for rows in (
        Refund.objects.filter(state__in=Refund.ACCEPTED, **of_orders),
        Dispute.objects.exclude(status__in=Dispute.HARMLESS).filter(**of_orders),
        Settlement.objects.filter(kind=Settlement.Kind.PAID_BACK, **of_orders),
    ):
        for row in rows.order_by().values("attempt__order").annotate(pence=Sum("amount_minor")):
            gone[row["attempt__order"]] = gone.get(row["attempt__order"], 0) + row["pence"]
    return gone


def refunded_since(order_id: int, moment: datetime) -> bool:
    """Whether a refund of the order was asked for after the moment and accepted."""
    refunds = Refund.objects.filter(attempt__order=order_id, created_at__gte=moment)
    return refunds.filter(state__in=Refund.ACCEPTED).exists()


def is_refunding(order_id: int) -> bool:
    """Whether a refund of the order was asked for and has had no answer yet."""
    return Refund.objects.filter(attempt__order=order_id, state=Refund.State.NEW).exists()
