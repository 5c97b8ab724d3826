"""Oscar's payment records: a projection of our attempts and refunds, recomputed and never incremented."""

from decimal import Decimal
from typing import Any

from oscar.core.loading import get_model

from shop.payment.models import PaymentAttempt, Refund

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


def record_refund(*, order: Any, refund: Refund) -> None:
    """Show a refund in Oscar's records: one Transaction and one PaymentEvent by its id at Stripe."""
    source = get_model("payment", "Source").objects.filter(reference=refund.attempt.intent_id).first()
    if source is None or not refund.refund_id:
        return
    amount = Decimal(refund.amount_minor) / 100
    source.transactions.update_or_create(
        txn_type="Refund",
        reference=refund.refund_id,
        defaults={"status": refund.state},
        create_defaults={"status": refund.state, "amount": amount},
    )
    accepted = refund.attempt.refunds.filter(state__in=Refund.ACCEPTED)
    total = sum(accepted.values_list("amount_minor", flat=True))
    type(source).objects.filter(pk=source.pk).update(amount_refunded=Decimal(total) / 100)
    event_type, _ = get_model("order", "PaymentEventType").objects.get_or_create(name="Refunded")
    order.payment_events.get_or_create(
        event_type=event_type, reference=refund.refund_id, defaults={"amount": amount}
    )
