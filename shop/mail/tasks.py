"""Background tasks that send and delete emails in the outbox."""

from crontask import cron
from django.tasks import task

from shop.mail import delivery, retention


@task
def send_email(pk: int) -> None:
    """Send one email, right after the commit that queued it."""
    delivery.send_one(pk)


@cron("* * * * *")
@task
def send_due_emails() -> int:
    """Every minute: send emails that are due again or whose task was lost."""
    return delivery.send_due()


@cron("50 3 * * *")
@task
def forget_old_emails() -> None:
    """Each night: delete emails whose retention period is over."""
    retention.forget_old()
