"""Settlements by staff where Stripe can't help: a loss that the shop bears, or money paid back otherwise."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction

from shop.money import from_pence, to_pence
from shop.order import statuses
from shop.order.change_log import log_change
from shop.order.models import Order
from shop.order.services import CodeGone, allocate_missing, confirm_by_email
from shop.partner.models import OutOfStock
from shop.payment.models import PaymentAttempt, Refund, Settlement
from shop.payment.services.balance import balance_of
from shop.payment.services.locking import lock_order_and_attempt
from shop.payment.services.refunds.outcome import end_order
from shop.payment.services.refunds.returns import follow_refunds
from shop.signals import money_went_back


class CannotSettle(Exception):
    """It can't be settled as asked; the text is for staff, nothing was written."""


@dataclass(frozen=True)
class Agreed:
    """What was agreed: pence, why, and who says so. `kind` is a Settlement.Kind."""

    kind: str
    amount: int
    reason: str
    by: Any = None


@transaction.atomic
def settle_otherwise(*, order: Order, agreed: Agreed, restock: bool = True) -> Settlement:
    """End the Review of an order whatever Stripe can't do: it is sent, or it ends. Raises CannotSettle.

    The way out of every Review: a partly lost dispute can neither be accepted, since money is missing,
    nor cancelled, since Stripe refunds no disputed charge.
    """
    order = Order.objects.select_for_update().get(pk=order.pk)
    if order.status != statuses.REVIEW:
        raise CannotSettle(f"Order {order.number} is {order.status}: there is nothing to settle.")
    attempt = _attempt_of(order)
    _check(order, attempt, agreed)
    settlement = _row(attempt, agreed)
    if agreed.kind == Settlement.Kind.LOSS:
        _send_after_all(order)
    else:
        order.move(statuses.CANCELLED)
        end_order(order, restock=restock)
    follow_refunds(order)
    money_went_back.send(sender=Settlement, order=order)
    return settlement


@transaction.atomic
def settle_failed_refund(*, refund: Refund, agreed: Agreed) -> Settlement:
    """Note how a refund that fell through reached its buyer after all. Raises CannotSettle."""
    _, attempt = lock_order_and_attempt(refund.attempt_id)
    refund = Refund.objects.select_for_update().get(pk=refund.pk)
    if refund.state not in Refund.FELL_THROUGH or refund.settlements.exists():
        raise CannotSettle("This refund needs nothing more.")
    if agreed.kind != Settlement.Kind.PAID_BACK or agreed.amount > refund.amount_minor:
        raise CannotSettle(f"At most £{refund.pounds} can be paid back for this refund.")
    _check(attempt.order, attempt, agreed)
    settlement = _row(attempt, agreed, refund=refund)
    follow_refunds(attempt.order)
    money_went_back.send(sender=Settlement, order=attempt.order)
    return settlement


def _attempt_of(order: Order) -> PaymentAttempt:
    """The payment whose money it is about: the one that came, else the last one made."""
    attempts = list(order.payment_attempts.select_for_update().order_by("number"))
    if not attempts:
        raise CannotSettle("There is no payment of this order.")
    return max(attempts, key=lambda attempt: (attempt.received_minor, attempt.number))


def _check(order: Order, attempt: PaymentAttempt, agreed: Agreed) -> None:
    if not agreed.reason.strip():
        raise CannotSettle("Please give a reason. It is saved with the order.")
    most = to_pence(order.total_incl_tax)
    if agreed.kind == Settlement.Kind.PAID_BACK:
        most = max(balance_of(order).left, 0)
    if not 0 <= agreed.amount <= most:
        raise CannotSettle(f"Enter an amount between £0.00 and £{from_pence(most)}.")


def _row(attempt: PaymentAttempt, agreed: Agreed, **more: object) -> Settlement:
    made: Settlement = Settlement.objects.create(
        attempt=attempt,
        kind=agreed.kind,
        amount_minor=agreed.amount,
        reason=agreed.reason.strip()[:200],
        settled_by=agreed.by,
        **more,
    )
    if agreed.by:
        amount = (made.get_kind_display(), "", f"£{made.pounds}")
        log_change(
            order=attempt.order, action="order.settled", by=agreed.by, changes=[amount], why=made.reason
        )
    return made


def _send_after_all(order: Order) -> None:
    try:
        allocate_missing(order=order)
    except OutOfStock as problem:
        raise CannotSettle("The items are gone: end the order instead.") from problem
    except CodeGone as problem:
        raise CannotSettle(f"{problem} is used up: free it, or end the order.") from problem
    order.move(statuses.PAID)
    confirm_by_email(order=order)
