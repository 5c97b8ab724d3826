"""What a payment provider does for us, in our own types. Each is a package of its own; amounts are in pence.

Attempts name their provider. The services ask it through `provider_of` and move attempts by the one table in
`services/transitions.py`, so another provider adds a package, a webhook and a line in an `apps.py`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

STRIPE = "stripe"


class GatewayError(Exception):
    """The provider couldn't be asked, or refused; `code` is its own word for it, safe to store."""

    def __init__(self, code: str = "") -> None:
        super().__init__(code)
        self.code = code


class OutcomeUnknown(GatewayError):
    """No answer, or a server error: it may have happened. Repeat with the same key."""


class Busy(OutcomeUnknown):
    """We didn't ask: too many requests wait for the provider, or it hasn't answered for a while."""


class ServerFailed(OutcomeUnknown):
    """It answered that it failed (5xx), and keeps that answer: the same key gets it for a day."""


class Refused(GatewayError):
    """A definite no: it has not happened and won't with the same request."""


class NotFound(Refused):
    """No such object, or not with this key: it belongs to another account or mode."""


@dataclass(frozen=True)
class ShipTo:
    """Where an order goes, for the provider's fraud checks; `country` is an ISO code."""

    name: str
    line1: str
    line2: str
    town: str
    postcode: str
    country: str


@dataclass(frozen=True)
class Intent:
    """A payment as the provider knows it (Stripe's PaymentIntent). `status` is one of Stripe's words."""

    id: str
    status: str
    amount: int
    amount_received: int
    currency: str
    livemode: bool
    client_secret: str
    charge_id: str
    decline_code: str
    decline_reference: str
    attempt_id: str
    site: str


@dataclass(frozen=True)
class Refund:
    """A refund; `key` is our idempotency key, empty if staff made the refund at the provider."""

    id: str
    status: str
    amount: int
    currency: str
    intent_id: str
    key: str
    reason: str
    failure: str


class Provider(Protocol):
    """The calls that services make. Each that changes something carries a key committed before it."""

    def create_intent(
        self,
        *,
        key: str,
        amount: int,
        currency: str,
        metadata: dict[str, str],
        description: str,
        methods: Sequence[str],
        statement: str,
        ship_to: ShipTo | None,
    ) -> Intent: ...

    def retrieve_intent(self, intent_id: str) -> Intent: ...

    def cancel_intent(self, intent_id: str, *, key: str) -> Intent: ...

    def list_intents(self, *, since: datetime) -> list[Intent]: ...

    def create_refund(
        self, *, key: str, intent_id: str, amount: int, reason: str, metadata: dict[str, str]
    ) -> Refund: ...

    def retrieve_refund(self, refund_id: str) -> Refund: ...

    def list_refunds(self, *, payment_intent: str) -> list[Refund]: ...


_providers: dict[str, Provider] = {}


def register(name: str, provider: Provider) -> None:
    """Make a provider known; called as the apps start."""
    _providers[name] = provider


def provider_of(name: str) -> Provider:
    """The provider with the name that an attempt holds; KeyError for one whose package is gone."""
    return _providers[name]
