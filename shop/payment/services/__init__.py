"""Payment services. A payment makes an order Paid only through `sync_attempt`."""

from shop.payment.services.attempts import (
    ClientKeys,
    PaymentsBusy,
    PaymentsUnavailable,
    TooManyDeclines,
    current_attempt,
    open_attempt,
)
from shop.payment.services.balance import (
    PaymentBalance,
    balance_of,
    pieces_refunded_of,
    price_of,
    refundable_amount,
    refunded_pieces,
    refunds_to_look_at,
    refunds_told,
)
from shop.payment.services.balance_entries import refresh_from_stripe
from shop.payment.services.cancel import StillPaying, cancel_attempt, sync_or_cancel
from shop.payment.services.disputes import apply_dispute, apply_fraud_warning, clear_warning
from shop.payment.services.endpoints import EndpointState, look_at_endpoint
from shop.payment.services.manual_review import CannotAccept, accept_order
from shop.payment.services.manual_settlements import (
    Agreed,
    CannotSettle,
    settle_failed_refund,
    settle_otherwise,
)
from shop.payment.services.reconciliation.compare import Finding, Report, reconcile
from shop.payment.services.reconciliation.nightly import compare_nightly
from shop.payment.services.refunds.delivery_charge import delivery_owed
from shop.payment.services.refunds.issue import (
    CannotRefund,
    RefundQuantity,
    RefundRequest,
    cancel_order,
    entered_refund,
    refund_payment,
    send_refund,
)
from shop.payment.services.refunds.outcome import apply_refund
from shop.payment.services.refunds.vat import Reduction, reduced, reductions, vat_after_refunds
from shop.payment.services.start import start_payment
from shop.payment.services.sweep import LATE_PROCESSING, due_attempts, sweep_payments
from shop.payment.services.sync import settle_free_order, sync_attempt
from shop.payment.services.takings import takings

__all__ = [
    "EndpointState",
    "look_at_endpoint",
    "Agreed",
    "RefundRequest",
    "PaymentBalance",
    "Reduction",
    "CannotAccept",
    "CannotRefund",
    "CannotSettle",
    "Finding",
    "LATE_PROCESSING",
    "PaymentsBusy",
    "PaymentsUnavailable",
    "RefundQuantity",
    "Report",
    "StillPaying",
    "TooManyDeclines",
    "ClientKeys",
    "accept_order",
    "balance_of",
    "cancel_order",
    "clear_warning",
    "cancel_attempt",
    "compare_nightly",
    "current_attempt",
    "refresh_from_stripe",
    "reconcile",
    "delivery_owed",
    "due_attempts",
    "entered_refund",
    "reduced",
    "reductions",
    "refundable_amount",
    "open_attempt",
    "pieces_refunded_of",
    "price_of",
    "apply_dispute",
    "apply_refund",
    "apply_fraud_warning",
    "refund_payment",
    "refunded_pieces",
    "refunds_to_look_at",
    "refunds_told",
    "send_refund",
    "sync_attempt",
    "settle_failed_refund",
    "settle_free_order",
    "sync_or_cancel",
    "settle_otherwise",
    "start_payment",
    "sweep_payments",
    "takings",
    "vat_after_refunds",
]
