"""The only package that calls Stripe. It returns its own types, with amounts in pence.

Every call carries a timeout; a call that changes something carries a key that was committed
before it, so that a repeat after a lost answer finds the same PaymentIntent.
"""

from shop.payment.gateway.balance import list_entries, list_payouts
from shop.payment.gateway.calls import TIMEOUT, OneWaitClient, can_ask, client
from shop.payment.gateway.disputes import list_disputes, retrieve_dispute, retrieve_suspicion
from shop.payment.gateway.endpoints import list_endpoints
from shop.payment.gateway.events import LARGEST_BODY, BadSignature, read_event
from shop.payment.gateway.intents import cancel_intent, create_intent, list_intents, retrieve_intent
from shop.payment.gateway.objects import (
    BalanceEntry,
    Dispute,
    EarlyFraudWarning,
    EventNotice,
    Payout,
    WebhookEndpoint,
)
from shop.payment.gateway.refunds import create_refund, list_refunds, retrieve_refund
from shop.payment.provider import (
    Busy,
    GatewayError,
    Intent,
    NotFound,
    OutcomeUnknown,
    Refund,
    Refused,
    ServerFailed,
)

__all__ = [
    "BadSignature",
    "BalanceEntry",
    "Busy",
    "Dispute",
    "EarlyFraudWarning",
    "EventNotice",
    "GatewayError",
    "Intent",
    "LARGEST_BODY",
    "NotFound",
    "OneWaitClient",
    "OutcomeUnknown",
    "Payout",
    "Refund",
    "Refused",
    "ServerFailed",
    "TIMEOUT",
    "WebhookEndpoint",
    "can_ask",
    "cancel_intent",
    "client",
    "create_intent",
    "create_refund",
    "list_disputes",
    "list_endpoints",
    "list_entries",
    "list_intents",
    "list_payouts",
    "list_refunds",
    "read_event",
    "retrieve_dispute",
    "retrieve_intent",
    "retrieve_refund",
    "retrieve_suspicion",
]
