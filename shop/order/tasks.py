"""Sends the mails that orders owe, outside the request that owed them."""

from django.db.models import F
from django.tasks import task
from django.utils import timezone

from shop.order.mails import write_mail
from shop.order.models import OrderMail


@task
def send_order_mail(mail_id: int) -> None:
    """Send one owed mail once.

    It is claimed by compare-and-set before it leaves, so that two workers can't both send it. A
    failure gives the claim back and is noted for staff; `send_due_mails` tries again later.
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
