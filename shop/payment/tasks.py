"""What the scheduler runs for payments."""

from crontask import cron
from django.conf import settings
from django.tasks import task

from shop.payment.services import compare_books, sweep_payments

DAYS = 7


@cron("* * * * *")
@task
def sweep() -> dict[str, int]:
    """Every minute: settle and expire payments."""
    return dict(sweep_payments())


@cron("20 4 * * *")
@task
def compare_with_stripe() -> int:
    """Every night: compare the last week, tell staff of each finding once; returns how many there are."""
    return len(compare_books(days=DAYS).findings) if settings.PAYMENTS != "off" else 0
