"""Refunds."""

from typing import Any

import stripe

from shop.payment.gateway import calls
from shop.payment.provider import Refund


def create_refund(*, key: str, intent_id: str, amount: int, reason: str, metadata: dict[str, str]) -> Refund:
    """Give so many pence of a PaymentIntent back, or find the refund an earlier call with this key made."""
    params: Any = {"payment_intent": intent_id, "amount": amount, "metadata": metadata}
    if reason:
        params["reason"] = reason
    return _refund(calls.call(calls.client().v1.refunds.create, params, {"idempotency_key": key}))


def retrieve_refund(refund_id: str) -> Refund:
    """The refund as Stripe knows it now."""
    return _refund(calls.call(calls.client().v1.refunds.retrieve, refund_id))


def list_refunds(**of: object) -> list[Refund]:
    """Every refund of a `payment_intent` or a `charge`, or `since` a time."""
    return [_refund(raw) for raw in calls.call(calls.every, calls.client().v1.refunds.list, of)]


def _refund(raw: stripe.Refund) -> Refund:
    return Refund(
        id=raw.id,
        status=raw.status or "pending",
        amount=raw.amount,
        currency=raw.currency,
        intent_id=calls.id_of(getattr(raw, "payment_intent", None)),
        key=getattr(getattr(raw, "metadata", None), "refund_key", ""),
        reason=getattr(raw, "reason", None) or "",
        failure=getattr(raw, "failure_reason", None) or "",
    )
