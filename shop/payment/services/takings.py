"""What orders really brought: their totals, less refunds, disputes and what was paid back by hand."""

from decimal import Decimal
from typing import Any

from django.db.models import QuerySet, Sum

from shop.money import from_pence
from shop.payment.models import Dispute, Refund, Settlement


def takings(orders: QuerySet[Any]) -> Decimal:
    """Pounds of all these orders together, net of refunds and of disputes that aren't won."""
    total = orders.aggregate(sum=Sum("total_incl_tax"))["sum"] or Decimal(0)
    return Decimal(total) - from_pence(sum(given_back(orders).values()))


def given_back(orders: QuerySet[Any]) -> dict[int, int]:
    """Pence that left us again, by order; orders without any are left out."""
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
