"""Why a paid order must not leave the house yet."""

from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from oscar.core.loading import get_model

HOLDS = {
    "its payment has a fraud warning. Check it, then clear the warning or cancel.": Q(
        payment_attempts__warnings__isnull=False, payment_attempts__warnings__cleared_at=None
    ),
    "a refund isn’t confirmed yet. We’ll ask Stripe again automatically.": Q(
        payment_attempts__refunds__state="new"
    ),
}


def _disputed() -> dict[str, Q]:
    disputes = get_model("payment", "Dispute")
    still_open = disputes.objects.exclude(status__in=disputes.DECIDED).values("attempt")
    gone = disputes.objects.filter(status__in=disputes.GONE)
    gone = gone.exclude(attempt__settlements__kind="loss").values("attempt")
    return {
        "the buyer’s bank disputes its payment. Answer at Stripe first.": Q(payment_attempts__in=still_open),
        "we lost the dispute about its payment.": Q(payment_attempts__in=gone),
    }


CANCELLED = (
    "the buyer cancelled it. Refund it and settle the notice, or say here why you are sending it anyway."
)


def _cancelled() -> dict[str, Q]:
    """A notice that nobody has answered with money or a reason; each new one holds the order again."""
    notices = get_model("order", "CancellationNotice").objects.filter(send_anyway_at=None, outcome="")
    return {CANCELLED: Q(pk__in=notices.values("order"))}


def _holds() -> dict[str, Q]:
    """Once cards are real, what was paid with a simulated one stays here."""
    simulated = {"it was paid with a simulated card: no money has come.": Q(simulated=True)}
    return _disputed() | HOLDS | _cancelled() | (simulated if settings.PAYMENTS == "stripe" else {})


def dispatch_hold_reason(order: Any) -> str:
    """The first reason, in words for staff; empty when it may go."""
    for reason, rows in _holds().items():
        if type(order).objects.filter(rows, pk=order.pk).exists():
            return reason
    return ""


def dispatchable(orders: QuerySet[Any]) -> QuerySet[Any]:
    """Only those that may go."""
    any_reason = Q()
    for rows in _holds().values():
        any_reason |= rows
    return orders.exclude(pk__in=orders.model.objects.filter(any_reason).values("pk"))
