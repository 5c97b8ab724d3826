"""The only module that calls Stripe. It returns its own types, with amounts in pence.

One file, though it is long: nothing else of ours imports the SDK.

Every call carries a timeout; a call that changes something carries a key that was committed
before it, so that a repeat after a lost answer finds the same PaymentIntent.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

import stripe
from django.conf import settings

from shop.payment import call_limits
from shop.payment.provider import (
    Busy,
    GatewayError,
    Intent,
    NotFound,
    OutcomeUnknown,
    Refund,
    Refused,
    ServerFailed,
    ShipTo,
)

__all__ = [
    "Busy",
    "GatewayError",
    "Intent",
    "NotFound",
    "OutcomeUnknown",
    "Refund",
    "Refused",
    "ServerFailed",
]

TIMEOUT = 12
LARGEST_BODY = 1_000_000


# A refused request, a refused card, an unknown object. Any other status says nothing of what happened:
# 409 means that the same key is still at work, 401 and 403 that our own key is wrong.
DEFINITE = {400, 402, 404}


class BadSignature(ValueError):
    """The event wasn't signed with any of our secrets, or isn't an event."""


@dataclass(frozen=True)
class Dispute:
    """A dispute."""

    id: str
    status: str
    amount: int
    reason: str
    due_by: datetime | None
    intent_id: str
    charge_id: str


@dataclass(frozen=True)
class EarlyFraudWarning:
    """An early fraud warning of a card network, or a review of Stripe's Radar."""

    id: str
    kind: str
    is_open: bool
    intent_id: str
    charge_id: str


@dataclass(frozen=True)
class BalanceEntry:
    """A balance transaction; `source_id` is the charge, refund or dispute it came from."""

    id: str
    kind: str
    amount: int
    fee: int
    source_id: str
    created: datetime


@dataclass(frozen=True)
class Payout:
    """Money that Stripe sends to the bank; it says what one is made of unless it was made by hand."""

    id: str
    status: str
    amount: int
    arrives_on: date
    created: datetime
    is_automatic: bool


@dataclass(frozen=True)
class EventNotice:
    """An event's id and type, and the object it is about: we never trust more of it than that.

    Some are about nothing that has an id, such as balance.available.
    """

    id: str
    type: str
    object_id: str


def can_ask() -> bool:
    """Whether there is a Stripe to ask: PAYMENTS=off takes no more money, what is under way still ends."""
    return settings.PAYMENTS != "off" or bool(settings.STRIPE_SECRET_KEY)


@cache
def client() -> stripe.StripeClient:
    """The SDK's client; in the simulated mode its HTTP layer is ours and nothing leaves the machine."""
    if settings.PAYMENTS == "simulated":
        from shop.payment.simulator.http import SimulatedStripe

        return stripe.StripeClient("sk_test_simulated", http_client=SimulatedStripe(), max_network_retries=0)
    http = OneWaitClient(timeout=TIMEOUT)
    return stripe.StripeClient(settings.STRIPE_SECRET_KEY, http_client=http, max_network_retries=1)


class OneWaitClient(stripe.RequestsClient):
    """The SDK's HTTP client, except that a request waits for no second time-out: people can try again."""

    def _should_retry(self, response: Any, *args: Any, **kwargs: Any) -> bool:
        """Called by the SDK; `response` is None when there was none."""
        if response is None and call_limits.in_request():
            return False
        return bool(super()._should_retry(response, *args, **kwargs))


def _call(method: Callable[..., Any], *args: object, **kwargs: object) -> Any:
    try:
        with call_limits.turn():
            answer = _ask(method, *args, **kwargs)
    except call_limits.NotAsked:
        raise Busy("not_asked") from None
    return answer


def _ask(method: Callable[..., Any], *args: object, **kwargs: object) -> Any:
    try:
        answer = method(*args, **kwargs)
    except stripe.APIConnectionError as error:
        call_limits.breaker.note(answered=False)
        raise OutcomeUnknown(error.code or type(error).__name__) from None
    except (stripe.RateLimitError, stripe.IdempotencyError) as error:
        raise OutcomeUnknown(error.code or type(error).__name__) from None
    except stripe.StripeError as error:
        call_limits.breaker.note(answered=True)
        raise _kind(error.http_status or 0)(error.code or type(error).__name__) from None
    call_limits.breaker.note(answered=True)
    return answer


def _kind(status: int) -> type[GatewayError]:
    if status == 404:
        return NotFound
    if status in DEFINITE:
        return Refused
    return ServerFailed if status >= 500 else OutcomeUnknown


def _intent(raw: Any) -> Intent:
    error = getattr(raw, "last_payment_error", None)
    charge_id = _id(getattr(raw, "latest_charge", None))
    return Intent(
        id=raw.id,
        status=raw.status,
        amount=raw.amount,
        amount_received=getattr(raw, "amount_received", 0) or 0,
        currency=raw.currency,
        livemode=bool(raw.livemode),
        client_secret=raw.client_secret or "",
        charge_id=charge_id,
        decline_code=_first(error, "decline_code", "code"),
        decline_reference=_reference(error) or charge_id,
        attempt_id=getattr(raw.metadata, "attempt_id", ""),
        site=getattr(raw.metadata, "site", ""),
    )


def _id(found: object) -> str:
    """Stripe gives an object or only its id, as it was asked."""
    return found if isinstance(found, str) else getattr(found, "id", "") or ""


def _reference(error: object) -> str:
    """What tells one refusal from the next: its charge, or its card where 3-D Secure failed before a charge.

    The intent's latest charge stays that of the last declined card, however many bank checks fail after it.
    """
    return _id(getattr(error, "charge", None)) or _id(getattr(error, "payment_method", None))


def _first(found: object, *names: str) -> str:
    return next((value for name in names if (value := getattr(found, name, None))), "")


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
    return _intent(_call(client().v1.payment_intents.create, params, {"idempotency_key": key}))


def _shipping(to: ShipTo) -> dict[str, Any]:
    address = {
        "line1": to.line1,
        "line2": to.line2,
        "city": to.town,
        "postal_code": to.postcode,
        "country": to.country,
    }
    return {"name": to.name, "address": {name: value for name, value in address.items() if value}}


def retrieve_intent(intent_id: str) -> Intent:
    """The PaymentIntent as Stripe knows it now."""
    return _intent(_call(client().v1.payment_intents.retrieve, intent_id))


def cancel_intent(intent_id: str, *, key: str) -> Intent:
    """Cancel an unpaid PaymentIntent; Refused where it has succeeded meanwhile."""
    return _intent(_call(client().v1.payment_intents.cancel, intent_id, {}, {"idempotency_key": key}))


def _refund(raw: Any) -> Refund:
    return Refund(
        id=raw.id,
        status=raw.status or "pending",
        amount=raw.amount,
        currency=raw.currency,
        intent_id=_id(getattr(raw, "payment_intent", None)),
        key=getattr(getattr(raw, "metadata", None), "refund_key", ""),
        reason=getattr(raw, "reason", None) or "",
        failure=getattr(raw, "failure_reason", None) or "",
    )


def create_refund(*, key: str, intent_id: str, amount: int, reason: str, metadata: dict[str, str]) -> Refund:
    """Give so many pence of a PaymentIntent back, or find the refund an earlier call with this key made."""
    params: Any = {"payment_intent": intent_id, "amount": amount, "metadata": metadata}
    if reason:
        params["reason"] = reason
    return _refund(_call(client().v1.refunds.create, params, {"idempotency_key": key}))


def retrieve_refund(refund_id: str) -> Refund:
    """The refund as Stripe knows it now."""
    return _refund(_call(client().v1.refunds.retrieve, refund_id))


def list_intents(**of: object) -> list[Intent]:
    """Every PaymentIntent `since` a time."""
    return [_intent(raw) for raw in _call(_all, client().v1.payment_intents.list, of)]


def list_refunds(**of: object) -> list[Refund]:
    """Every refund of a `payment_intent` or a `charge`, or `since` a time."""
    return [_refund(raw) for raw in _call(_all, client().v1.refunds.list, of)]


def list_disputes(**of: object) -> list[Dispute]:
    """Every dispute of a `payment_intent`, or `since` a time."""
    return [_dispute(raw) for raw in _call(_all, client().v1.disputes.list, of)]


def list_payouts(**of: object) -> list[Payout]:
    """Every payout `since` a time, the newest first."""
    return [
        Payout(
            id=raw.id,
            status=raw.status,
            amount=raw.amount,
            arrives_on=datetime.fromtimestamp(raw.arrival_date, UTC).date(),  # midnight of the day in UTC
            created=datetime.fromtimestamp(raw.created, UTC),
            is_automatic=bool(raw.automatic),
        )
        for raw in _call(_all, client().v1.payouts.list, of)
    ]


def list_entries(**of: object) -> list[BalanceEntry]:
    """Every movement of our balance from one `source`, in one `payout`, or `since` a time."""
    return [
        BalanceEntry(
            id=raw.id,
            kind=raw.type,
            amount=raw.amount,
            fee=raw.fee,
            source_id=_id(raw.source),
            created=datetime.fromtimestamp(raw.created, UTC),
        )
        for raw in _call(_all, client().v1.balance_transactions.list, of)
    ]


def retrieve_dispute(dispute_id: str) -> Dispute:
    """The dispute as Stripe knows it now."""
    return _dispute(_call(client().v1.disputes.retrieve, dispute_id))


def _dispute(raw: Any) -> Dispute:
    due = getattr(getattr(raw, "evidence_details", None), "due_by", None)
    return Dispute(
        id=raw.id,
        status=raw.status,
        amount=raw.amount,
        reason=raw.reason or "",
        due_by=datetime.fromtimestamp(due, UTC) if due else None,
        intent_id=_id(getattr(raw, "payment_intent", None)),
        charge_id=_id(raw.charge),
    )


def retrieve_suspicion(object_id: str) -> EarlyFraudWarning:
    """An early fraud warning (issfr_) or a review (prv_) as Stripe knows it now."""
    radar, reviews = client().v1.radar.early_fraud_warnings, client().v1.reviews
    is_review = object_id.startswith("prv_")
    raw = _call((reviews if is_review else radar).retrieve, object_id)
    return EarlyFraudWarning(
        id=raw.id,
        kind=_first(raw, "fraud_type", "opened_reason", "reason"),
        is_open=bool(getattr(raw, "open", True)),
        intent_id=_id(getattr(raw, "payment_intent", None)),
        charge_id=_id(getattr(raw, "charge", None)),
    )


def _all(method: Any, of: dict[str, Any]) -> list[Any]:
    """Every page of a list: the later ones are asked for while it is read, so errors come from here, too."""
    params: dict[str, Any] = {"limit": 100, **of}
    if since := params.pop("since", None):
        params["created"] = {"gte": int(since.timestamp())}
    return list(method(params).auto_paging_iter())


def read_event(body: bytes, signature: str) -> EventNotice:
    """Verify an event against each of our secrets and read its name; raises BadSignature.

    Takes both of Stripe's shapes: snapshot events hold the object, thin ones only point at it.
    """
    if not any(_is_signed(body, signature, secret) for secret in settings.STRIPE_WEBHOOK_SECRETS):
        raise BadSignature
    try:
        return _notice(json.loads(body))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadSignature from error


def _notice(event: Mapping[str, Any]) -> EventNotice:
    about = event.get("related_object") or event.get("data", {}).get("object") or {}
    event_id, kind = event.get("snapshot_event") or event["id"], event["type"]
    if not isinstance(event_id, str) or not isinstance(kind, str):
        raise TypeError("An event is named by words")
    return EventNotice(
        id=event_id[:80],
        type=kind.removeprefix("v1.")[:80],
        object_id=str(about.get("id") or "")[:80],
    )


def _is_signed(body: bytes, signature: str, secret: str) -> bool:
    try:
        stripe.WebhookSignature.verify_header(body, signature, secret, 300)
    except (stripe.SignatureVerificationError, TypeError, ValueError):  # the SDK chokes on other alphabets
        return False
    return True
