"""PaymentIntents."""

from collections.abc import Sequence
from typing import Any

import stripe

from shop.payment.gateway import calls
from shop.payment.provider import Intent, ShipTo


def create_intent(
    *,
    key: str,
    amount: int,
    currency: str,
    metadata: dict[str, str],
    description: str,
    methods: Sequence[str] = ("card",),
    statement: str = "",
    ship_to: ShipTo | None = None,
) -> Intent:
    """Create a PaymentIntent of so many pence, or find the one an earlier call with this key made."""
    params: Any = {
        "amount": amount,
        "currency": currency,
        "allowed_payment_method_types": list(methods),
        "metadata": metadata,
        "description": description,
    }
    if statement:
        params["statement_descriptor_suffix"] = statement
    if ship_to:
        params["shipping"] = _shipping(ship_to)
    return _intent(calls.call(calls.client().v1.payment_intents.create, params, {"idempotency_key": key}))


def retrieve_intent(intent_id: str) -> Intent:
    """The PaymentIntent as Stripe knows it now."""
    return _intent(calls.call(calls.client().v1.payment_intents.retrieve, intent_id))


def cancel_intent(intent_id: str, *, key: str) -> Intent:
    """Cancel an unpaid PaymentIntent; Refused where it has succeeded meanwhile."""
    return _intent(
        calls.call(calls.client().v1.payment_intents.cancel, intent_id, {}, {"idempotency_key": key})
    )


def list_intents(**of: object) -> list[Intent]:
    """Every PaymentIntent `since` a time."""
    return [_intent(raw) for raw in calls.call(calls.every, calls.client().v1.payment_intents.list, of)]


def _shipping(to: ShipTo) -> dict[str, Any]:
    address = {
        "line1": to.line1,
        "line2": to.line2,
        "city": to.town,
        "postal_code": to.postcode,
        "country": to.country,
    }
    return {"name": to.name, "address": {name: value for name, value in address.items() if value}}


def _intent(raw: stripe.PaymentIntent) -> Intent:
    error = getattr(raw, "last_payment_error", None)
    charge_id = calls.id_of(getattr(raw, "latest_charge", None))
    return Intent(
        id=raw.id,
        status=raw.status,
        amount=raw.amount,
        amount_received=getattr(raw, "amount_received", 0) or 0,
        currency=raw.currency,
        livemode=bool(raw.livemode),
        client_secret=raw.client_secret or "",
        charge_id=charge_id,
        decline_code=calls.first_of(error, "decline_code", "code"),
        decline_reference=_reference(error) or charge_id,
        attempt_id=getattr(raw.metadata, "attempt_id", ""),
        site=getattr(raw.metadata, "site", ""),
    )


def _reference(error: object) -> str:
    """What tells one refusal from the next: its charge, or its card where 3-D Secure failed before a charge.

    The intent's latest charge stays that of the last declined card, however many bank checks fail after it.
    """
    return calls.id_of(getattr(error, "charge", None)) or calls.id_of(getattr(error, "payment_method", None))
