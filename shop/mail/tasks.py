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
    """Every minute: what was refused for now, and what a lost task left behind."""
    return delivery.send_due()


@cron("50 3 * * *")
@task
def forget_old_emails() -> None:
    """Each night: emails whose time is over."""
    retention.forget_old()
