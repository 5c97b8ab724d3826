"""Sends the outbox, outside the requests that fill it."""

from crontask import cron
from django.tasks import task

from shop.mail import delivery, retention


@task
def send_email(pk: int) -> None:
    """Send one email as soon as its change is committed."""
    delivery.send_one(pk)


@cron("* * * * *")
@task
def send_due_emails() -> int:
    """Every minute: emails that were refused for now, or left behind by a lost task, are sent."""
    return delivery.send_due()


@cron("50 3 * * *")
@task
def forget_old_emails() -> None:
    """Each night: emails in the outbox whose time is over are deleted."""
    retention.forget_old()
