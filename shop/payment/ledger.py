"""The ledger: Oscar's sources and transactions, computed from our attempts and refunds."""

from decimal import Decimal

from oscar.core.loading import get_model

from shop.money import from_pence
from shop.order.models import Order
from shop.payment.models import PaymentAttempt, Refund

SOURCE_TYPE = "Card"
_types: dict[tuple[str, str, str], int] = {}


def _type_id(app: str, model: str, name: str) -> int:
    """The id of a type that a migration created, cached for the process."""
    key = (app, model, name)
    if key not in _types:
        row, made = get_model(app, model).objects.get_or_create(name=name)
        if made:  # somebody had deleted it, and this transaction may yet be undone
            return int(row.pk)
        _types[key] = row.pk
    return _types[key]


def post_payment(*, order: Order, attempt: PaymentAttempt, amount: Decimal, charge_id: str) -> None:
    """Post the amount that Stripe took, in pounds, even if it isn't the order's total.

    One Source, one Transaction and one PaymentEvent a PaymentIntent; a repeat changes nothing. The
    caller has locked order and attempt.
    """
    sources = get_model("payment", "Source").objects
    if sources.filter(reference=attempt.intent_id).exists():
        return
    source = sources.create(
        reference=attempt.intent_id,
        order=order,
        source_type_id=_type_id("payment", "SourceType", SOURCE_TYPE),
        currency=attempt.currency.upper(),
        amount_allocated=amount,
        amount_debited=amount,
    )
    source.transactions.create(txn_type="Debit", amount=amount, reference=charge_id, status="succeeded")
    event = order.payment_events.create(
        amount=amount,
        reference=attempt.intent_id or "",
        event_type_id=_type_id("order", "PaymentEventType", "Paid"),
    )
    quantities = event.line_quantities
    quantities.bulk_create(
        quantities.model(event=event, line_id=line_id, quantity=quantity)
        for line_id, quantity in order.lines.order_by().values_list("pk", "quantity")
    )


def post_refund(*, order: Order, refund: Refund) -> None:
    """Post a refund as one Transaction and one PaymentEvent, by its id at Stripe."""
    source = get_model("payment", "Source").objects.filter(reference=refund.attempt.intent_id).first()
    if source is None or not refund.refund_id:
        return
    amount = from_pence(refund.amount_minor)
    source.transactions.update_or_create(
        txn_type="Refund",
        reference=refund.refund_id,
        defaults={"status": refund.state},
        create_defaults={"status": refund.state, "amount": amount},
    )
    accepted = refund.attempt.refunds.filter(state__in=Refund.ACCEPTED)
    total = sum(accepted.values_list("amount_minor", flat=True))
    type(source).objects.filter(pk=source.pk).update(amount_refunded=from_pence(total))
    refunded = _type_id("order", "PaymentEventType", "Refunded")
    order.payment_events.get_or_create(
        event_type_id=refunded, reference=refund.refund_id, defaults={"amount": amount}
    )
