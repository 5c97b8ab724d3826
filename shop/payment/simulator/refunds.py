"""Simulated refunds: those the shop asks for, and those that staff make in Stripe's dashboard."""

import secrets
from typing import Any

from django.db import transaction

from shop.payment.simulator import balance, disputes, store
from shop.payment.simulator.errors import SimulatedError
from shop.payment.simulator.events import announce
from shop.payment.simulator.models import SimulatedObject

ENDS = {"succeeded", "pending", "failed"}


def expect(status: str) -> None:
    """Let the next refund begin as `pending`, or end as `failed`, instead of succeeding at once."""
    if status not in ENDS:
        raise ValueError(f"Unknown status {status!r}; known are {sorted(ENDS)}")
    number = SimulatedObject.objects.filter(kind="next_refund").count() + 1
    SimulatedObject.objects.create(
        object_id=f"next_refund_{number}", kind="next_refund", data={"status": status}
    )


@transaction.atomic
def create(*, params: dict[str, str]) -> dict[str, Any]:
    """`POST /v1/refunds`, with Stripe's own refusals."""
    intent = store.locked(params["payment_intent"]).data
    amount = _refundable(intent, params)
    data = {
        "id": "re_" + secrets.token_hex(12),
        "amount": amount,
        "currency": intent["currency"],
        "charge": intent["latest_charge"],
        "payment_intent": intent["id"],
        "status": _next_status(),
        "reason": params.get("reason"),
        "failure_reason": None,
        "metadata": {name[9:-1]: value for name, value in params.items() if name.startswith("metadata[")},
    }
    if data["status"] != "failed":
        balance.enter("refund", data["id"], -amount)
    announce("refund.created", data["id"])
    announce("charge.refunded", intent["latest_charge"])
    return store.make("refund", data)


def _refundable(intent: dict[str, Any], params: dict[str, str]) -> int:
    """The amount that is asked for, else all that is left; raises what Stripe refuses."""
    if intent["status"] != "succeeded":
        raise SimulatedError("charge_not_captured")
    if disputes.is_disputed(intent["id"]):
        raise SimulatedError("charge_disputed")
    left = intent["amount_received"] - _given_back(intent["id"])
    amount = int(params.get("amount", left))
    if left <= 0:
        raise SimulatedError("charge_already_refunded")
    if not 0 < amount <= left:
        raise SimulatedError("parameter_invalid_integer")
    return amount


def _given_back(intent_id: str) -> int:
    rows = SimulatedObject.objects.filter(kind="refund", data__payment_intent=intent_id)
    return sum(row.data["amount"] for row in rows if row.data["status"] not in ("failed", "canceled"))


def _next_status() -> str:
    wish = SimulatedObject.objects.select_for_update().filter(kind="next_refund").first()
    if wish is None:
        return "succeeded"
    wish.delete()
    return str(wish.data["status"])


@transaction.atomic
def retrieve(refund_id: str, *, params: dict[str, str] | None = None) -> dict[str, Any]:
    """`GET /v1/refunds/<id>`"""
    return dict(store.locked(refund_id).data)


def listed(*, params: dict[str, str]) -> dict[str, Any]:
    """`GET /v1/refunds`"""
    return store.page("refund", params, "payment_intent", "charge")


@transaction.atomic
def finish(refund_id: str, status: str, failure_reason: str | None = None) -> dict[str, Any]:
    """What the bank does with a refund later: it succeeds, or it fails and the money is ours again."""
    row = store.locked(refund_id)
    if status == "failed":
        balance.enter("refund_failure", refund_id, row.data["amount"])
    announce("refund.failed" if status == "failed" else "refund.updated", refund_id)
    return store.change(row, status=status, failure_reason=failure_reason)
