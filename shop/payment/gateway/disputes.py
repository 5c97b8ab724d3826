"""Disputes, early fraud warnings and reviews."""

from datetime import UTC, datetime

import stripe

from shop.payment.gateway import calls
from shop.payment.gateway.objects import Dispute, EarlyFraudWarning


def list_disputes(**of: object) -> list[Dispute]:
    """Every dispute of a `payment_intent`, or `since` a time."""
    return [_dispute(raw) for raw in calls.call(calls.every, calls.client().v1.disputes.list, of)]


def retrieve_dispute(dispute_id: str) -> Dispute:
    """The dispute as Stripe knows it now."""
    return _dispute(calls.call(calls.client().v1.disputes.retrieve, dispute_id))


def retrieve_suspicion(object_id: str) -> EarlyFraudWarning:
    """An early fraud warning (issfr_) or a review (prv_) as Stripe knows it now."""
    radar, reviews = calls.client().v1.radar.early_fraud_warnings, calls.client().v1.reviews
    is_review = object_id.startswith("prv_")
    raw = calls.call((reviews if is_review else radar).retrieve, object_id)
    return EarlyFraudWarning(
        id=raw.id,
        kind=calls.first_of(raw, "fraud_type", "opened_reason", "reason"),
        is_open=bool(getattr(raw, "open", True)),
        intent_id=calls.id_of(getattr(raw, "payment_intent", None)),
        charge_id=calls.id_of(getattr(raw, "charge", None)),
    )


def _dispute(raw: stripe.Dispute) -> Dispute:
    due = getattr(getattr(raw, "evidence_details", None), "due_by", None)
    return Dispute(
        id=raw.id,
        status=raw.status,
        amount=raw.amount,
        reason=raw.reason or "",
        due_by=datetime.fromtimestamp(due, UTC) if due else None,
        intent_id=calls.id_of(getattr(raw, "payment_intent", None)),
        charge_id=calls.id_of(raw.charge),
    )
