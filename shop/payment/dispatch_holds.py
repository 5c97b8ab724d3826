"""Dispatch holds that come from payments: disputes, fraud warnings and refunds without an answer."""

from typing import Any

from django.db.models import Q, QuerySet

from shop.order.dispatch_holds import Holds
from shop.payment.models import Dispute, FraudWarning, Refund, Settlement


def payment_holds() -> Holds:
    """The reasons, and the orders that each applies to."""
    undecided = Dispute.objects.exclude(status__in=Dispute.DECIDED)
    accepted_losses = Settlement.objects.filter(kind=Settlement.Kind.LOSS).values("attempt")
    lost = Dispute.objects.filter(status__in=Dispute.GONE).exclude(attempt__in=accepted_losses)
    warnings = FraudWarning.objects.filter(cleared_at=None)
    unanswered = Refund.objects.filter(state=Refund.State.NEW)
    return {
        "the buyer’s bank disputes its payment. Answer at Stripe first.": _paid_by(undecided),
        "we lost the dispute about its payment.": _paid_by(lost),
        "its payment has a fraud warning. Check it, then clear the warning or cancel.": _paid_by(warnings),
        "a refund isn’t confirmed yet. We’ll ask Stripe again automatically.": _paid_by(unanswered),
    }


def _paid_by(rows: QuerySet[Any]) -> Q:
    """The orders paid by the attempts that these rows are about."""
    return Q(payment_attempts__in=rows.values("attempt"))
