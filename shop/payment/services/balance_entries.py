"""Movements of our balance at Stripe with their fees, and the refresh of one order by staff."""

from collections.abc import Iterable

from shop.order.models import Order
from shop.payment import gateway
from shop.payment.models import BalanceEntry, Dispute, PaymentAttempt, Refund
from shop.payment.services.attempts import PaymentsUnavailable
from shop.payment.services.disputes import apply_dispute
from shop.payment.services.refunds.outcome import apply_refund
from shop.payment.services.sync import sync_attempt


def record_entries(found: Iterable[gateway.BalanceEntry]) -> int:
    """Store the movements that are ours, each once; returns how many were new."""
    found, new = list(found), 0
    attempts = attempts_of([entry.source_id for entry in found])
    for entry in found:
        attempt = attempts.get(entry.source_id)
        if attempt is None:
            continue
        _, created = BalanceEntry.objects.get_or_create(
            entry_id=entry.id,
            defaults={
                "attempt": attempt,
                "source_id": entry.source_id,
                "kind": entry.kind[:40],
                "amount_minor": entry.amount,
                "fee_minor": entry.fee,
                "created_at": entry.created,
            },
        )
        new += created
    return new


def attempts_of(sources: Iterable[str]) -> dict[str, PaymentAttempt]:
    """The payment behind each charge, refund and dispute that is ours, by Stripe's id."""
    ids = {source for source in sources if source}
    found = {row.charge_id: row for row in PaymentAttempt.objects.filter(charge_id__in=ids)}
    for refund in Refund.objects.filter(refund_id__in=ids).select_related("attempt"):
        found[refund.refund_id or ""] = refund.attempt
    for dispute in Dispute.objects.filter(dispute_id__in=ids).select_related("attempt"):
        found[dispute.dispute_id] = dispute.attempt
    return found


def refresh_from_stripe(*, order: Order) -> None:
    """Fetch everything about an order's payments from Stripe; raises PaymentsUnavailable."""
    try:
        for attempt in order.payment_attempts.exclude(intent_id=None):
            _refresh(sync_attempt(attempt=attempt))
    except gateway.GatewayError as error:
        raise PaymentsUnavailable from error


def _refresh(attempt: PaymentAttempt) -> None:
    if attempt.state != PaymentAttempt.State.SUCCEEDED:
        return
    for refund in gateway.list_refunds(payment_intent=attempt.intent_id):
        apply_refund(refund)
    for dispute in gateway.list_disputes(payment_intent=attempt.intent_id):
        apply_dispute(dispute)
    refunds = attempt.refunds.exclude(refund_id=None).values_list("refund_id", flat=True)
    disputes = attempt.disputes.values_list("dispute_id", flat=True)
    for source in filter(None, [attempt.charge_id, *refunds, *disputes]):
        record_entries(gateway.list_entries(source=source))
