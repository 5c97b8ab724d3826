"""Taking money: start a payment, learn what became of it, end it. `settle` is the only way to Paid."""

from shop.payment.services.attempts import (
    PaymentsBusy,
    PaymentsUnavailable,
    TooManyDeclines,
    Visitor,
    current_attempt,
    open_attempt,
)
from shop.payment.services.balance import (
    Books,
    books_of,
    left_of,
    price_of,
    refunded_pieces,
    refunds_to_look_at,
    refunds_told,
)
from shop.payment.services.balance_entries import look_again
from shop.payment.services.cancel import StillPaying, close_payment, settle_or_stop
from shop.payment.services.disputes import clear_warning, record_dispute, record_suspicion
from shop.payment.services.manual_review import CannotAccept, accept_order
from shop.payment.services.manual_settlements import (
    Agreed,
    CannotSettle,
    settle_failed_refund,
    settle_otherwise,
)
from shop.payment.services.reconciliation.compare import Finding, Report, reconcile
from shop.payment.services.reconciliation.nightly import compare_books
from shop.payment.services.refunds.delivery_charge import delivery_owed
from shop.payment.services.refunds.issue import (
    Asked,
    CannotRefund,
    Pieces,
    cancel_order,
    entered_refund,
    refund_payment,
    send_refund,
)
from shop.payment.services.refunds.outcome import record_refund
from shop.payment.services.refunds.vat import vat_after_refunds
from shop.payment.services.start import start_payment
from shop.payment.services.sweep import LATE_PROCESSING, due_attempts, sweep_payments
from shop.payment.services.sync import settle, settle_free_order
from shop.payment.services.takings import takings

__all__ = [
    "Agreed",
    "Asked",
    "Books",
    "CannotAccept",
    "CannotRefund",
    "CannotSettle",
    "Finding",
    "LATE_PROCESSING",
    "PaymentsBusy",
    "PaymentsUnavailable",
    "Pieces",
    "Report",
    "StillPaying",
    "TooManyDeclines",
    "Visitor",
    "accept_order",
    "books_of",
    "cancel_order",
    "clear_warning",
    "close_payment",
    "compare_books",
    "current_attempt",
    "look_again",
    "reconcile",
    "delivery_owed",
    "due_attempts",
    "entered_refund",
    "left_of",
    "open_attempt",
    "price_of",
    "record_dispute",
    "record_refund",
    "record_suspicion",
    "refund_payment",
    "refunded_pieces",
    "refunds_to_look_at",
    "refunds_told",
    "send_refund",
    "settle",
    "settle_failed_refund",
    "settle_free_order",
    "settle_or_stop",
    "settle_otherwise",
    "start_payment",
    "sweep_payments",
    "takings",
    "vat_after_refunds",
]
