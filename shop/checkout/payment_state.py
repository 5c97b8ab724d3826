"""How far the payment of an order is, in the words that the order's pages use."""

from shop.order import statuses
from shop.order.models import Order
from shop.payment.models import PaymentAttempt
from shop.payment.services import PaymentsUnavailable, current_attempt, sync_attempt

OPEN = {"open", "asked by bank"}


def payment_state(order: Order) -> tuple[str, PaymentAttempt | None]:
    """Ask Stripe about a pending order, then say how far its payment is, with the current attempt.

    The states: “paid”, “in review”, “waiting” (for Stripe or the bank), “open”, “asked by bank” (open, and
    the bank wants the buyer to confirm) and “ended”.
    """
    attempt = current_attempt(order)
    if attempt and order.status == statuses.PENDING:
        try:
            attempt = sync_attempt(attempt=attempt)
        except PaymentsUnavailable:
            return "waiting", attempt
        order.refresh_from_db(fields=["status"])
    return _state(order, attempt), attempt


def _state(order: Order, attempt: PaymentAttempt | None) -> str:
    if order.status in statuses.SOLD:
        return "paid"
    if order.status == statuses.REVIEW:
        return "in review"
    if attempt and attempt.state == PaymentAttempt.State.PROCESSING:
        return "waiting"
    if order.status != statuses.PENDING:
        return "ended"
    return "asked by bank" if attempt and attempt.awaits_bank else "open"
