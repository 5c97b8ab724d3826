"""Simulated disputes and fraud warnings: what a buyer's bank may do after a payment."""

import secrets
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from shop.payment.simulator import balance, store
from shop.payment.simulator.errors import SimulatedError
from shop.payment.simulator.events import announce
from shop.payment.simulator.models import SimulatedObject

TIME_TO_ANSWER = timedelta(days=9)
OPEN = {"needs_response", "under_review"}


@transaction.atomic
def open_dispute(intent_id: str, *, reason: str = "fraudulent", amount: int | None = None) -> dict[str, Any]:
    """The bank takes a payment, or some of it, back until it has decided."""
    intent = store.locked(intent_id).data
    if intent["status"] != "succeeded":
        raise SimulatedError("charge_not_captured")
    due = timezone.now() + TIME_TO_ANSWER
    data = {
        "id": "du_" + secrets.token_hex(12),
        "amount": amount or intent["amount_received"],
        "currency": intent["currency"],
        "charge": intent["latest_charge"],
        "payment_intent": intent_id,
        "reason": reason,
        "status": "needs_response",
        "evidence_details": {"due_by": int(due.timestamp())},
    }
    balance.enter("adjustment", data["id"], -data["amount"], balance.DISPUTE_FEE)
    announce("charge.dispute.created", data["id"])
    announce("charge.dispute.funds_withdrawn", data["id"])
    return store.make("dispute", data)


@transaction.atomic
def decide(dispute_id: str, status: str) -> dict[str, Any]:
    """The bank goes on: under_review, won or lost."""
    row = store.locked(dispute_id)
    if status == "won":
        balance.enter("adjustment", dispute_id, row.data["amount"])
    announce("charge.dispute.updated" if status in OPEN else "charge.dispute.closed", dispute_id)
    return store.change(row, status=status)


def listed(*, params: dict[str, str]) -> dict[str, Any]:
    """`GET /v1/disputes`"""
    return store.page("dispute", params, "payment_intent", "charge")


def is_disputed(intent_id: str) -> bool:
    """Stripe refunds no charge whose dispute is open or lost."""
    rows = SimulatedObject.objects.filter(kind="dispute", data__payment_intent=intent_id)
    return any(row.data["status"] in OPEN | {"lost"} for row in rows)


@transaction.atomic
def retrieve(dispute_id: str, *, params: dict[str, str] | None = None) -> dict[str, Any]:
    """`GET /v1/disputes/<id>`"""
    return dict(store.locked(dispute_id).data)


@transaction.atomic
def warn(intent_id: str, *, fraud_type: str = "made_with_stolen_card") -> dict[str, Any]:
    """The card's network takes a payment for fraud, mostly days before a dispute."""
    intent = store.locked(intent_id).data
    data = {
        "id": "issfr_" + secrets.token_hex(12),
        "charge": intent["latest_charge"],
        "payment_intent": intent_id,
        "fraud_type": fraud_type,
        "actionable": True,
    }
    announce("radar.early_fraud_warning.created", data["id"])
    return store.make("radar.early_fraud_warning", data)


@transaction.atomic
def review(intent_id: str, *, reason: str = "rule") -> dict[str, Any]:
    """Stripe's Radar puts a payment aside for a look."""
    review_id = "prv_" + secrets.token_hex(12)
    announce("review.opened", review_id)
    about = {"payment_intent": intent_id, "charge": None, "open": True}
    return store.make("review", {"id": review_id, "reason": reason, "opened_reason": reason, **about})


@transaction.atomic
def close_review(review_id: str) -> dict[str, Any]:
    """Somebody has approved it at Stripe."""
    announce("review.closed", review_id)
    return store.change(store.locked(review_id), open=False, reason="approved")
