"""Moves the order emails owed and sent so far into the outbox, where all emails are now."""

from django.db import migrations
from django.utils import timezone

MAX_ATTEMPTS = 10


def to_outbox(apps, schema_editor):
    OrderMail = apps.get_model("order", "OrderMail")
    OutboxEmail = apps.get_model("mail", "OutboxEmail")
    mails = OrderMail.objects.select_related("order__user").order_by("pk")
    OutboxEmail.objects.bulk_create((_row(OutboxEmail, mail) for mail in mails.iterator()), batch_size=500)


def _row(OutboxEmail, mail):
    kind, _, key = mail.kind.partition(":")
    order = mail.order
    state = "sent" if mail.sent_at else "failed" if mail.attempts >= MAX_ATTEMPTS else "queued"
    recipient = order.user.email if order.user else order.guest_email
    return OutboxEmail(
        kind=f"order.{kind}",
        recipient=recipient,
        reference=f"order:{order.pk}",
        args={"order_id": order.pk} | ({"key": int(key)} if key else {}),
        once=f"order.{kind}:{order.pk}:{key}",
        state=state if recipient or state == "sent" else "failed",
        attempts=mail.attempts,
        created_at=mail.created_at,
        next_attempt_at=timezone.now(),
        sent_at=mail.sent_at,
        last_error=mail.last_error or ("" if recipient else "There is no address to send it to."),
    )


def back(apps, schema_editor):
    OrderMail = apps.get_model("order", "OrderMail")
    OutboxEmail = apps.get_model("mail", "OutboxEmail")
    for row in OutboxEmail.objects.filter(kind__startswith="order.").exclude(once=""):
        mail = OrderMail.objects.create(
            order_id=row.args["order_id"],
            kind=row.kind.removeprefix("order.") + (f":{row.args['key']}" if "key" in row.args else ""),
            sent_at=row.sent_at,
            attempts=row.attempts,
            last_error=row.last_error[:200],
        )
        OrderMail.objects.filter(pk=mail.pk).update(created_at=row.created_at)


class Migration(migrations.Migration):
    dependencies = [("mail", "0001_outbox"), ("order", "0027_kinds_of_payment")]
    operations = [migrations.RunPython(to_outbox, back)]
