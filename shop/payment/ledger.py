"""Oscar's payment records: a projection of our attempts, written once and never incremented."""

from typing import Any

from oscar.core.loading import get_model

from shop.payment.models import PaymentAttempt

SOURCE_TYPE = "Card"


def record_payment(*, order: Any, attempt: PaymentAttempt, charge_id: str) -> None:
    """One Source, one Transaction and one PaymentEvent a PaymentIntent; a repeat changes nothing."""
    source_type, _ = get_model("payment", "SourceType").objects.get_or_create(name=SOURCE_TYPE)
    source, created = get_model("payment", "Source").objects.get_or_create(
        reference=attempt.intent_id,
        defaults={
            "order": order,
            "source_type": source_type,
            "currency": attempt.currency.upper(),
            "amount_allocated": order.total_incl_tax,
            "amount_debited": order.total_incl_tax,
        },
    )
    if not created:
        return
    source.transactions.create(
        txn_type="Debit", amount=order.total_incl_tax, reference=charge_id, status="succeeded"
    )
    event_type, _ = get_model("order", "PaymentEventType").objects.get_or_create(name="Paid")
    event = order.payment_events.create(
        amount=order.total_incl_tax, reference=attempt.intent_id or "", event_type=event_type
    )
    for line in order.lines.all():
        event.line_quantities.create(line=line, quantity=line.quantity)
