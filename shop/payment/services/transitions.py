"""The states of a payment attempt: which may follow which, and the only function that writes one."""

from django.db import transaction
from django.utils import timezone

from shop.order import statuses
from shop.order.services import alert_staff, release_order
from shop.payment.models import PaymentAttempt
from shop.payment.services.attempts import PaymentsUnavailable
from shop.payment.services.locking import lock_order_and_attempt

State = PaymentAttempt.State
ENDED = PaymentAttempt.ENDED
# Stripe's events overtake each other, so an attempt that is open may go back and forth. One that has ended
# moves only if the money came after all; nothing becomes new again.
MOVES: dict[State, set[State]] = {
    State.NEW: {State.OPEN, State.PROCESSING, State.CLOSING, *ENDED},
    State.OPEN: {State.OPEN, State.PROCESSING, State.CLOSING, *ENDED},
    State.PROCESSING: {State.OPEN, State.PROCESSING, State.CLOSING, *ENDED},
    State.CLOSING: {State.OPEN, State.PROCESSING, State.CLOSING, *ENDED},
    State.CANCELED: {State.SUCCEEDED},
    State.FAILED: {State.SUCCEEDED},
    State.SUCCEEDED: set(),
}


def advance(attempt: PaymentAttempt, to: State, **fields: object) -> bool:
    """Move an attempt to a state and write these fields with it, by compare-and-set.

    False when the row has another state or PaymentIntent by now than this instance: the instance is then
    read anew, and nothing is written. Raises ValueError for a move that isn't in the table.
    """
    if to not in MOVES[State(attempt.state)]:
        raise ValueError(f"Attempt {attempt.pk} can’t become {to}: it is {attempt.state}")
    rows = PaymentAttempt.objects.filter(pk=attempt.pk, state=attempt.state, intent_id=attempt.intent_id)
    written = {"state": to, "updated_at": timezone.now(), **fields}
    if not rows.update(**written):
        attempt.refresh_from_db()
        return False
    for name, value in written.items():
        setattr(attempt, name, value)
    return True


@transaction.atomic
def end_attempt(
    attempt_id: int, to: State, *, intent_id: str | None = None, code: str = ""
) -> PaymentAttempt:
    """End an attempt and cancel its order with it, once; `intent_id` is the PaymentIntent that was cancelled.

    Raises PaymentsUnavailable when the attempt has another PaymentIntent by now, from a request whose
    answer was slow: the next try cancels that one.
    """
    order, attempt = lock_order_and_attempt(attempt_id)
    if attempt.state in ENDED:
        return attempt
    if attempt.intent_id != intent_id:
        raise PaymentsUnavailable
    advance(attempt, to, last_error=code[:60])
    if order.status == statuses.PENDING:
        release_order(order=order)
    if to == State.FAILED:
        alert_staff(order=order, message=f"Stripe refused to start its payment: {code}")
    return attempt


def fail_attempt(*, attempt_id: int, code: str) -> None:
    """End an attempt whose PaymentIntent Stripe refuses to make. That is our fault, so staff are told."""
    end_attempt(attempt_id, State.FAILED, code=code)
