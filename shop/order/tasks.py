"""Sends the mails that orders owe, outside the request that owed them."""

from datetime import timedelta

from crontask import cron
from django.db.models import F
from django.tasks import task
from django.utils import timezone

from shop.order.mails import write_mail
from shop.order.models import Order, OrderMail

MAX_ATTEMPTS = 10


@task
def send_order_mail(mail_id: int) -> None:
    """Send one owed mail once.

    It is claimed by compare-and-set before it leaves, so that two workers can't both send it. A
    failure gives the claim back and is noted for staff; `queue_due_mails` tries again later.
    """
    rows = OrderMail.objects.filter(pk=mail_id)
    if not rows.filter(sent_at=None).update(sent_at=timezone.now(), attempts=F("attempts") + 1):
        return
    mail = rows.select_related("order__terms_version").get()
    try:
        write_mail(order=mail.order, kind=mail.kind).send()
    except Exception as error:
        rows.update(sent_at=None, last_error=f"{type(error).__name__}: {error}"[:200])
        raise
    rows.update(last_error="")


@task
def send_order_link(order_id: int) -> None:
    """Mail somebody the way to their order; asked for by hand, so it isn't kept as owed."""
    write_mail(order=Order.objects.get(pk=order_id), kind="link").send()


def due_mails() -> list[int]:
    """Mails that failed and have waited 2, 4, 8... minutes since; none after ten attempts."""
    now = timezone.now()
    waiting = OrderMail.objects.filter(sent_at=None, attempts__lt=MAX_ATTEMPTS)
    return [
        mail.pk for mail in waiting if mail.created_at + timedelta(minutes=2 ** (mail.attempts or 1)) <= now
    ]


@cron("*/2 * * * *")
@task
def queue_due_mails() -> int:
    """Queue them again; returns how many. One sent meanwhile is not sent twice."""
    due = due_mails()
    for pk in due:
        send_order_mail.enqueue(pk)
    return len(due)
