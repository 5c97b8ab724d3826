"""Ask for a reminder, stop it, and queue the emails that are due."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from shop.aftercare.models import LowReminder
from shop.aftercare.reminders.bottles import OrderedBottles
from shop.aftercare.reminders.dates import due_on
from shop.aftercare.reminders.statement import CURRENT, statement
from shop.mail import outbox, switches
from shop.order import statuses
from shop.order.models import Order
from shop.trader.header import shop_name

KIND = "aftercare.running_low"
TOO_LATE = timedelta(days=14)


class CannotRemind(Exception):
    """The order is cancelled, or was sent so long ago that the day has passed; the text is for the buyer."""


@transaction.atomic
def ask(*, order: Order, bottles: OrderedBottles, times: int, page: str) -> LowReminder:
    """Store a wish with the words shown; asking again changes the routine. Raises CannotRemind."""
    order = Order.objects.select_for_update().get(pk=order.pk)
    if order.status not in statuses.SOLD or not order.is_sale:
        raise CannotRemind("This order isn’t on its way, so there is nothing to remind you of.")
    if not switches.is_on(KIND):
        raise CannotRemind("We don’t send reminders at the moment.")
    now, lasts = timezone.now(), bottles.lasts_days(times)
    due = due_on(timezone.localdate(order.dispatched_at), lasts) if order.dispatched_at else None
    if due and due <= timezone.localdate(now):
        raise CannotRemind("By that routine it is nearly empty already, so a reminder would come too late.")
    words = statement(email=order.email, shop=shop_name())
    return LowReminder.objects.update_or_create(
        order=order,
        product=bottles.product,
        defaults={
            "email": order.email, "times_a_week": times, "lasts_days": lasts, "wording": words,
            "wording_version": CURRENT, "page": page, "asked_at": now, "due_on": due, "sent_at": None,
            "stopped_at": None,
        },
    )[0]  # fmt: skip


def stop(*, reminder: LowReminder) -> None:
    """Stop a reminder that was not sent yet; a repetition changes nothing."""
    waiting = LowReminder.objects.filter(pk=reminder.pk, sent_at=None, stopped_at=None)
    waiting.update(stopped_at=timezone.now())


def queue_due(*, now: datetime) -> int:
    """Give sent orders’ reminders their day, then queue those whose day has come; returns how many."""
    _give_days()
    if not switches.is_on(KIND):
        return 0
    today = timezone.localdate(now)
    # Later than that the bottle is empty: what came due while they were switched off isn't sent any more.
    due = LowReminder.objects.filter(sent_at=None, stopped_at=None, due_on__range=(today - TOO_LATE, today))
    return sum(_queue(reminder) for reminder in due.exclude(order__status=statuses.CANCELLED))


def _give_days() -> None:
    undated = LowReminder.objects.filter(due_on=None, sent_at=None, stopped_at=None)
    for reminder in undated.exclude(order__dispatched_at=None).select_related("order"):
        sent = timezone.localdate(reminder.order.dispatched_at)
        LowReminder.objects.filter(pk=reminder.pk).update(due_on=due_on(sent, reminder.lasts_days))


@transaction.atomic
def _queue(reminder: LowReminder) -> bool:
    """Close one reminder and queue its email. Compare-and-set, so that two workers can’t both queue one."""
    waiting = LowReminder.objects.filter(pk=reminder.pk, sent_at=None, stopped_at=None)
    if not waiting.update(sent_at=timezone.now()):
        return False
    outbox.queue(KIND, to=reminder.email, args={"reminder_id": reminder.pk})
    return True
