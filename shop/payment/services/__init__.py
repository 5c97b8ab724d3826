"""Taking money: start a payment, learn what became of it, end it. `settle` is the only way to Paid."""

from shop.payment.services.attempts import (
    PaymentsUnavailable,
    TooManyDeclines,
    Visitor,
    current_attempt,
    open_attempt,
)
from shop.payment.services.closing import StillPaying, close_payment
from shop.payment.services.settling import settle, settle_free_order
from shop.payment.services.starting import start_payment
from shop.payment.services.sweeping import due_attempts, sweep_payments

__all__ = [
    "PaymentsUnavailable",
    "StillPaying",
    "TooManyDeclines",
    "Visitor",
    "close_payment",
    "current_attempt",
    "due_attempts",
    "open_attempt",
    "settle",
    "settle_free_order",
    "start_payment",
    "sweep_payments",
]
