"""Background tasks that send emails of the outbox."""

from crontask import cron
from django.tasks import task

from shop.mail import delivery


@task
def send_email(pk: int) -> None:
    """Send one email, right after the commit that queued it."""
    delivery.send_one(pk)


@cron("* * * * *")
@task
def send_due_emails() -> int:
    """Every minute: send emails that are due again or whose task was lost."""
    return delivery.send_due()
