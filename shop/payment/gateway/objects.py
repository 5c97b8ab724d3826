"""Objects of Stripe as the shop reads them, with amounts in pence."""

from dataclasses import dataclass
from datetime import date, datetime


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


@dataclass(frozen=True)
class WebhookEndpoint:
    """An address that Stripe sends events to; `events` has names such as refund.updated, or a star."""

    url: str
    is_enabled: bool
    events: frozenset[str]
