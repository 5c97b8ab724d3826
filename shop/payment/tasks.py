"""What the scheduler runs for payments."""

from crontask import cron
from django.tasks import task

from shop.payment.services import sweep_payments


@cron("* * * * *")
@task
def sweep() -> dict[str, int]:
    """Every minute: settle and expire payments."""
    return dict(sweep_payments())
