"""Simulated PaymentIntents, kept as rows so that every process sees the same ones."""

import secrets
from typing import Any

from django.db import transaction
from django.utils import timezone

from shop.payment.simulator import balance, faults, store
from shop.payment.simulator.errors import SimulatedError
from shop.payment.simulator.events import announce
from shop.payment.simulator.models import SimulatedObject

SMALLEST = 30  # Stripe takes no card payment below 30p
PROCESSING_SECONDS = 6
DECLINES = {"declined": "generic_decline", "insufficient": "insufficient_funds"}
OUTCOMES = {"approve", "3ds", "processing", *DECLINES}
# Their shopper leaves for a page of theirs, whatever happens there.
METHOD_NAMES = {"paypal": "PayPal", "klarna": "Klarna"}
PAYABLE = {"requires_payment_method", "requires_action", "requires_confirmation"}


def create(*, params: dict[str, str]) -> dict[str, Any]:
    """`POST /v1/payment_intents`"""
    if any(name.startswith("payment_method_types") for name in params):
        raise SimulatedError("payment_method_types_no_longer_supported")
    amount = int(params["amount"])
    if amount < SMALLEST:
        raise SimulatedError("amount_too_small")
    intent_id = "pi_" + secrets.token_hex(12)
    data = {
        "id": intent_id,
        "amount": amount,
        "amount_received": 0,
        "currency": params["currency"],
        "client_secret": f"{intent_id}_secret_{secrets.token_hex(12)}",
        "livemode": False,
        "status": "requires_payment_method",
        "last_payment_error": None,
        "latest_charge": None,
        "payment_method_types": _listed(params, "allowed_payment_method_types"),
        "statement_descriptor_suffix": params.get("statement_descriptor_suffix"),
        "shipping": _shipping(params),
        "metadata": {k[9:-1]: v for k, v in params.items() if k.startswith("metadata[")},
    }
    return store.make("payment_intent", data)


def _listed(params: dict[str, str], name: str) -> list[str]:
    return [value for key, value in params.items() if key.startswith(f"{name}[")] or ["card"]


def _shipping(params: dict[str, str]) -> dict[str, Any] | None:
    if "shipping[name]" not in params:
        return None
    place = {k[18:-1]: value for k, value in params.items() if k.startswith("shipping[address][")}
    return {"name": params["shipping[name]"], "address": place}


def retrieve(intent_id: str, *, params: dict[str, str] | None = None) -> dict[str, Any]:
    """`GET /v1/payment_intents/<id>`; a payment in processing is through after a few seconds."""
    row = store.found(intent_id)
    if row.data["status"] == "processing":
        row = _processed(intent_id)
    return {key: value for key, value in row.data.items() if key != "processing_since"}


@transaction.atomic
def _processed(intent_id: str) -> SimulatedObject:
    row = store.locked(intent_id)
    since = row.data.get("processing_since")
    if row.data["status"] == "processing" and timezone.now().timestamp() - since > PROCESSING_SECONDS:
        _succeed(row)
    return row


def listed(*, params: dict[str, str]) -> dict[str, Any]:
    """`GET /v1/payment_intents`"""
    return store.page("payment_intent", params)


@transaction.atomic
def cancel(intent_id: str, *, params: dict[str, str] | None = None) -> dict[str, Any]:
    """`POST /v1/payment_intents/<id>/cancel`"""
    row = store.locked(intent_id)
    if row.data["status"] not in PAYABLE:
        raise SimulatedError("payment_intent_unexpected_state")
    return _move(row, "payment_intent.canceled", status="canceled")


@transaction.atomic
def confirm(
    intent_id: str,
    *,
    client_secret: str,
    outcome: str,
    method: str = "card",
    shipping: dict[str, str] | None = None,
    billing: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """What Stripe.js does from the browser, with the outcome the shopper has chosen.

    A wallet sends the address with it. A browser can't replace an address that the shop has sent.
    """
    row = store.locked(intent_id)
    if not secrets.compare_digest(row.data["client_secret"], client_secret) or outcome not in OUTCOMES:
        raise SimulatedError("resource_missing", 404)
    if row.data["status"] not in PAYABLE:
        return dict(row.data)
    if shipping and row.data.get("shipping"):
        raise SimulatedError("payment_intent_invalid_parameter")
    if method not in row.data.get("payment_method_types", ["card"]):
        raise SimulatedError("payment_intent_incompatible_payment_method")
    told = {"shipping": shipping} if shipping else {}
    store.change(row, method=method, billing=billing, after="", **told)
    if method in METHOD_NAMES:
        return _move(row, "payment_intent.requires_action", status="requires_action", after=outcome)
    return _end(row, outcome)


def _end(row: SimulatedObject, outcome: str) -> dict[str, Any]:
    if outcome in DECLINES:
        return _decline(row, DECLINES[outcome])
    if outcome == "3ds":
        return _move(row, "payment_intent.requires_action", status="requires_action")
    if outcome == "processing":
        since = timezone.now().timestamp()
        return _move(row, "payment_intent.processing", status="processing", processing_since=since)
    return _succeed(row)


@transaction.atomic
def answer_bank(intent_id: str, *, client_secret: str, approved: bool) -> dict[str, Any]:
    """What the page of the simulated bank, PayPal or Klarna does with the shopper's answer."""
    row = store.locked(intent_id)
    if not secrets.compare_digest(row.data["client_secret"], client_secret):
        raise SimulatedError("resource_missing", 404)
    if row.data["status"] != "requires_action":
        return dict(row.data)
    if not approved:
        refused = row.data.get("method") in METHOD_NAMES
        code = "payment_method_customer_decline" if refused else "payment_intent_authentication_failure"
        return _fail(row, code, "")
    after = row.data.get("after")
    return _end(row, after) if after in {"processing", *DECLINES} else _succeed(row)


def _succeed(row: SimulatedObject) -> dict[str, Any]:
    charge = "ch_" + secrets.token_hex(12)
    taken = row.data["amount"] - (1 if faults.take("/charges") else 0)
    balance.enter("charge", charge, taken, balance.card_fee(taken))
    return _move(
        row,
        "payment_intent.succeeded",
        status="succeeded",
        amount_received=taken,
        latest_charge=charge,
        last_payment_error=None,
    )


def _decline(row: SimulatedObject, decline_code: str) -> dict[str, Any]:
    charge = "ch_" + secrets.token_hex(12)
    return _fail(row, "card_declined", decline_code, charge=charge, latest_charge=charge)


def _fail(
    row: SimulatedObject, code: str, decline_code: str, charge: str = "", **changes: object
) -> dict[str, Any]:
    """As at Stripe, a declined card leaves a failed charge, and a refused bank check only its card."""
    card = {"id": "pm_" + secrets.token_hex(12), "object": "payment_method"}
    error = {"code": code, "decline_code": decline_code or None, "type": "card_error", "payment_method": card}
    if charge:
        error["charge"] = charge
    kind = "payment_intent.payment_failed"
    return _move(row, kind, status="requires_payment_method", last_payment_error=error, **changes)


def _move(row: SimulatedObject, event_type: str, **changes: object) -> dict[str, Any]:
    announce(event_type, row.object_id)
    return store.change(row, **changes)
