"""Payment models. Oscar’s own are imported last: the first class registered for a name wins.

Oscar’s sources are computed from attempts and refunds.
"""

from shop.payment.attempt_rows import Decline, PaymentAttempt
from shop.payment.dispute_rows import Dispute, FraudWarning
from shop.payment.payout_rows import Payout, PayoutEntry
from shop.payment.refund_rows import Refund, RefundLine, Settlement
from shop.payment.simulator.models import SimulatedKey, SimulatedObject
from shop.payment.source_rows import Source
from shop.payment.stripe_rows import BalanceEntry, Comparison, WebhookEvent

__all__ = [
    "BalanceEntry",
    "Comparison",
    "Decline",
    "Dispute",
    "FraudWarning",
    "PaymentAttempt",
    "Payout",
    "PayoutEntry",
    "Refund",
    "RefundLine",
    "Settlement",
    "SimulatedKey",
    "SimulatedObject",
    "Source",
    "WebhookEvent",
]

from oscar.apps.payment.models import *  # noqa: F403
