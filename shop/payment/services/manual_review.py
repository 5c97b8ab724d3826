"""Accepting an order in Review: staff confirm that its exact total was paid."""

from django.db import transaction

from shop.accounts.models import User
from shop.money import from_pence, to_pence
from shop.order import statuses
from shop.order.change_log import log_change
from shop.order.models import Order
from shop.order.services import CodeGone, allocate_missing, confirm_by_email
from shop.partner.models import OutOfStock
from shop.payment.models import PaymentAttempt
from shop.payment.services.balance import refundable_amount


class CannotAccept(Exception):
    """The order can't be accepted; the text is for staff."""


def _taken(attempt: PaymentAttempt) -> int:
    """Pence taken, or 0 where disputed; refunds made since don't count."""
    return 0 if any(dispute.is_taken for dispute in attempt.disputes.all()) else attempt.received_minor


@transaction.atomic
def accept_order(*, order: Order, by: User | None = None) -> None:
    """Make an order in Review Paid; raises CannotAccept unless its exact total is ours, from one payment."""
    order = Order.objects.select_for_update().get(pk=order.pk)
    if order.status != statuses.REVIEW:
        raise CannotAccept(f"Order {order.number} is {order.status}: there is nothing to accept.")
    attempts = order.payment_attempts.filter(state=PaymentAttempt.State.SUCCEEDED)
    if attempts.filter(foreign=True).exists():
        raise CannotAccept("Stripe took it in another currency or mode: cancel the order, and pay it back.")
    kept = [attempt for attempt in attempts if refundable_amount(attempt)]
    owed = to_pence(order.total_incl_tax)
    if len(kept) != 1 or owed not in (refundable_amount(kept[0]), _taken(kept[0])):
        ours = " + ".join(f"£{from_pence(refundable_amount(attempt))}" for attempt in kept) or "nothing"
        raise CannotAccept(f"£{from_pence(owed)} is owed, and {ours} is ours: refund what is too much.")
    try:
        allocate_missing(order=order)
    except OutOfStock as problem:
        raise CannotAccept("The items have sold out. Cancel the order to refund it.") from problem
    except CodeGone as problem:
        raise CannotAccept(f"{problem} is used up: free it, or cancel the order.") from problem
    order.move(statuses.PAID)
    confirm_by_email(order=order)
    if by:
        log_change(order=order, action="order.accepted", by=by)
