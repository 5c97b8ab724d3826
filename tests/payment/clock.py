"""Time that goes by for payments: rows are dated back, as if it were later."""

from datetime import timedelta

from django.utils import timezone

from shop.payment.models import PaymentAttempt, Refund
from shop.payment.services import reconcile, sweep_payments
from shop.payment.simulator import intents


def pass_minutes(minutes: int) -> None:
    """Everything happened so much longer ago."""
    back = timedelta(minutes=minutes)
    for attempt in PaymentAttempt.objects.all():
        PaymentAttempt.objects.filter(pk=attempt.pk).update(
            updated_at=attempt.updated_at - back, expires_at=attempt.expires_at - back
        )
    for refund in Refund.objects.all():
        Refund.objects.filter(pk=refund.pk).update(
            updated_at=refund.updated_at - back, created_at=refund.created_at - back
        )


def let_it_come_to_rest() -> None:
    """Banks have answered, and the sweep has run every minute for an hour and a half."""
    for row in intents.SimulatedObject.objects.filter(kind="payment_intent", data__status="processing"):
        row.data["processing_since"] = timezone.now().timestamp() - 3600
        row.save()
    for _ in range(4):
        pass_minutes(40)
        sweep_payments()
    reconcile(days=7)  # what no event told of, the nightly comparison finds
