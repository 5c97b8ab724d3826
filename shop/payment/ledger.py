"""Oscar's payment records: a projection of our attempts, written once and never incremented."""

from decimal import Decimal
from typing import Any

from oscar.core.loading import get_model

from shop.payment.models import PaymentAttempt

SOURCE_TYPE = "Card"


def record_payment(*, order: Any, attempt: PaymentAttempt, amount: Decimal, charge_id: str) -> None:
    """Record what Stripe took, in pounds, whatever was owed.

    One Source, one Transaction and one PaymentEvent a PaymentIntent; a repeat changes nothing."""
    source_type, _ = get_model("payment", "SourceType").objects.get_or_create(name=SOURCE_TYPE)
    source, created = get_model("payment", "Source").objects.get_or_create(
        reference=attempt.intent_id,
        defaults={
            "order": order,
            "source_type": source_type,
            "currency": attempt.currency.upper(),
            "amount_allocated": amount,
            "amount_debited": amount,
        },
    )
    if not created:
        return
    source.transactions.create(txn_type="Debit", amount=amount, reference=charge_id, status="succeeded")
    event_type, _ = get_model("order", "PaymentEventType").objects.get_or_create(name="Paid")
    event = order.payment_events.create(
        amount=amount, reference=attempt.intent_id or "", event_type=event_type
    )
    for line in order.lines.all():
        event.line_quantities.create(line=line, quantity=line.quantity)
