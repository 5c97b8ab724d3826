"""Moving orders, releasing and claiming what they hold, and owing mails: each exactly once."""

import logging
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from oscar.core.loading import get_class, get_model

from shop.offer.models import ConditionalOffer
from shop.order import statuses
from shop.order.models import CancellationNotice, OrderMail

logger = logging.getLogger(__name__)


def move_order(*, order: Any, to: str) -> bool:
    """Change an order's status as money demands; False when it isn't where it must come from."""
    return bool(order.move(to))


@transaction.atomic
def release_order(*, order: Any) -> bool:
    """Cancel an order that was never paid and give back all it holds; False when it has moved on (T6).

    Codes and offers first, stock after: the order in which placing locks them.
    """
    if not order.move(statuses.CANCELLED):
        return False
    _give_back_codes(order)
    get_class("order.processing", "EventHandler")().follow(order, statuses.CANCELLED)
    return True


def _give_back_codes(order: Any) -> None:
    """Take an order's use of codes and offers out of their counters; Oscar never does."""
    vouchers = get_model("voucher", "Voucher").objects
    applications = get_model("voucher", "VoucherApplication").objects.filter(order=order)
    used = sorted(set(applications.values_list("voucher_id", flat=True)))
    list(vouchers.select_for_update().filter(pk__in=used).order_by("pk"))
    for pk in used:
        vouchers.filter(pk=pk).update(num_orders=F("num_orders") - 1)
    for discount in order.discounts.order_by("voucher_id", "offer_id"):
        vouchers.filter(pk=discount.voucher_id).update(total_discount=F("total_discount") - discount.amount)
        offer = ConditionalOffer(pk=discount.offer_id)
        offer.take_back_usage(freq=discount.frequency, amount=discount.amount)
    applications.delete()


def claim_again(*, order: Any) -> None:
    """Set the goods of a cancelled order aside once more, or raise OutOfStock with nothing claimed (T8)."""
    for line in order.lines.select_related("stockrecord").order_by("stockrecord_id"):
        if line.stockrecord is None:
            continue
        line.stockrecord.allocate(line.quantity)
        order.lines.filter(pk=line.pk).update(
            num_allocated=line.quantity, allocation_cancelled=False, status=statuses.LINE_OPEN
        )


def take_cancellation(*, order: Any, items: str, reason: str) -> Any:
    """Keep a buyer's notice and owe them its receipt at once (uk-rules C9, C10).

    It is taken whatever the date or the seal: what follows from it staff decide, and the law.
    """
    with transaction.atomic():
        notice = CancellationNotice.objects.create(order=order, items=items, reason=reason)
        owe_mail(order=order, kind=f"cancellation:{notice.pk}")
        alert_staff(order=order, message=f"The buyer cancels: {items}")
    return notice


class CannotDispatch(Exception):
    """The order isn't one that may leave the house; the text is for staff."""


@transaction.atomic
def dispatch_order(*, order: Any, tracking_number: str, batches: dict[int, int]) -> None:
    """Send an order: stock is consumed, batches are noted (line id to batch id), the buyer is told."""
    if not order.move(statuses.DISPATCHED):
        raise CannotDispatch(f"Order {order.number} is {order.status}: only a paid one can be sent.")
    get_class("order.processing", "EventHandler")().follow(order, statuses.DISPATCHED)
    order.tracking_number, order.dispatched_at = tracking_number, timezone.now()
    order.save(update_fields=["tracking_number", "dispatched_at"])
    for line in order.lines.filter(pk__in=batches):
        line.batches.create(batch_id=batches[line.pk], quantity=line.quantity)
    owe_mail(order=order, kind="dispatched")


def alert_staff(*, order: Any, message: str) -> None:
    """Leave a note with the order and a line in the log, where monitoring sees it."""
    order.notes.create(message=message, note_type="System")
    logger.error("Order %s needs a look: %s", order.number, message)


def owe_mail(*, order: Any, kind: str) -> bool:
    """Note that the buyer is owed a mail and queue it after commit; False when it was owed already."""
    mail, created = OrderMail.objects.get_or_create(order=order, kind=kind)
    if created:
        transaction.on_commit(lambda: _queue(mail.pk))
    return created


def _queue(mail_id: int) -> None:
    from shop.order.tasks import send_order_mail

    send_order_mail.enqueue(mail_id)
