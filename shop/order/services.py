"""Moving orders and owing mails: each exactly once."""

from typing import Any

from django.db import transaction

from shop.order import statuses
from shop.order.models import Order, OrderMail


def move_order(*, order: Any, to: str) -> bool:
    """Change an order's status by compare-and-set; False when it isn't where it must come from.

    The one place that writes a status. Oscar's set_status compares with what the instance
    remembers and saves the whole row, so that two stale copies both succeed.
    """
    sources = [name for name, targets in statuses.ORDER_PIPELINE.items() if to in targets]
    with transaction.atomic():
        old = Order.objects.select_for_update().values_list("status", flat=True).get(pk=order.pk)
        moved = Order.objects.filter(pk=order.pk, status=old, status__in=sources).update(status=to)
        if not moved:
            return False
        order.status = to
        order.status_changes.create(old_status=old, new_status=to)
    return True


def owe_mail(*, order: Any, kind: str) -> bool:
    """Note that the buyer is owed a mail and queue it after commit; False when it was owed already."""
    mail, created = OrderMail.objects.get_or_create(order=order, kind=kind)
    if created:
        transaction.on_commit(lambda: _queue(mail.pk))
    return created


def _queue(mail_id: int) -> None:
    from shop.order.tasks import send_order_mail

    send_order_mail.enqueue(mail_id)
