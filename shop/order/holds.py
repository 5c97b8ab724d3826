"""Why a paid order must not leave the house yet."""

from typing import Any

from django.db.models import Q, QuerySet

HOLDS = {
    "a refund has had no answer from Stripe yet. It is asked again by itself.": Q(
        payment_attempts__refunds__state="new"
    ),
}


def hold_of(order: Any) -> str:
    """The first reason, in words for staff; empty when it may go."""
    for reason, rows in HOLDS.items():
        if type(order).objects.filter(rows, pk=order.pk).exists():
            return reason
    return ""


def without_held(orders: QuerySet[Any]) -> QuerySet[Any]:
    """Only those that may go."""
    any_reason = Q()
    for rows in HOLDS.values():
        any_reason |= rows
    return orders.exclude(pk__in=orders.model.objects.filter(any_reason).values("pk"))
