"""Disputes and early fraud warnings from Stripe: they hold the dispatch and alert staff."""

from django.db import transaction
from django.utils import timezone

from shop.accounts.models import User
from shop.london import london
from shop.order import statuses
from shop.order.change_log import log_change
from shop.order.models import Order
from shop.order.services import alert_staff, move_order
from shop.payment import gateway
from shop.payment.models import Dispute, FraudWarning, PaymentAttempt
from shop.payment.services.balance import balance_of
from shop.payment.services.locking import lock_order_and_attempt


def payment_of(*, intent_id: str, charge_id: str) -> PaymentAttempt | None:
    """The attempt with this PaymentIntent or charge; disputes may name only the charge."""
    attempts = PaymentAttempt.objects
    if intent_id and (attempt := attempts.filter(intent_id=intent_id).first()):
        return attempt
    return attempts.filter(charge_id=charge_id).first() if charge_id else None


@transaction.atomic
def apply_dispute(found: gateway.Dispute) -> Dispute | None:
    """Update our row of a dispute; None where the payment isn't ours."""
    attempt = payment_of(intent_id=found.intent_id, charge_id=found.charge_id)
    if attempt is None:
        return None
    order, attempt = lock_order_and_attempt(attempt.pk)
    dispute = Dispute.objects.select_for_update().filter(dispute_id=found.id).first()
    if dispute is None:
        dispute = Dispute(attempt=attempt, dispute_id=found.id, status="")
    # Events overtake each other, and what the bank has decided only an appeal opens again.
    decided = dispute.status and not dispute.is_open
    if decided and found.status not in Dispute.DECIDED and not found.status.startswith("appeal"):
        return dispute
    before, dispute.status = dispute.status, found.status
    dispute.amount_minor, dispute.reason, dispute.due_by = found.amount, found.reason[:60], found.due_by
    dispute.save()
    if before != dispute.status:
        _take_effect(order, dispute, is_new=not before)
    return dispute


def _take_effect(order: Order, dispute: Dispute, *, is_new: bool) -> None:
    """Alert staff and, where money is lost, put the order in Review; staff decide the rest."""
    if is_new:
        until = f" Answer at Stripe by {london(dispute.due_by, '%d %B, %H:%M')}." if dispute.due_by else ""
        alert_staff(
            order=order,
            message=f"The buyer’s bank disputes £{dispute.pounds:.2f} ({dispute.reason}).{until}",
        )
    if dispute.status in Dispute.GONE:
        if order.status == statuses.PAID:
            move_order(order=order, to=statuses.REVIEW)
        alert_staff(
            order=order, message=f"The dispute {dispute} is {dispute.status}: £{dispute.pounds:.2f} is gone."
        )
    elif not dispute.is_open and order.status == statuses.CANCELLED and balance_of(order).left:
        move_order(order=order, to=statuses.REVIEW)
        alert_staff(order=order, message=f"The dispute {dispute} is won after it was cancelled: refund it.")


@transaction.atomic
def apply_fraud_warning(found: gateway.EarlyFraudWarning) -> FraudWarning | None:
    """Store a fraud warning, which holds the order until staff or Stripe clear it."""
    attempt = payment_of(intent_id=found.intent_id, charge_id=found.charge_id)
    if attempt is None:
        return None
    order, attempt = lock_order_and_attempt(attempt.pk)
    warning, is_new = FraudWarning.objects.get_or_create(
        warning_id=found.id, defaults={"attempt": attempt, "kind": found.kind[:60]}
    )
    if is_new and found.is_open:
        alert_staff(order=order, message=f"Taken for fraud ({found.kind}): look before it is sent.")
    if not found.is_open:
        clear_warning(warning=warning)
    return warning


@transaction.atomic
def clear_warning(*, warning: FraudWarning, by: User | None = None) -> bool:
    """Clear a warning, so that the order can be sent; False where it was cleared before."""
    rows = FraudWarning.objects.filter(pk=warning.pk, cleared_at=None)
    if not rows.update(cleared_at=timezone.now(), cleared_by=by):
        return False
    if by:
        log_change(order=warning.attempt.order, action="order.warning_cleared", by=by, why=warning.kind)
    return True
