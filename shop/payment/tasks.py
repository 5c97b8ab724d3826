"""Scheduled tasks of payments."""

from crontask import cron
from django.conf import settings
from django.tasks import task

from shop.payment.services import compare_nightly, sweep_payments

DAYS = 7


@cron("* * * * *")
@task
def sweep() -> dict[str, int]:
    """Every minute: sync open payments and cancel expired ones."""
    return dict(sweep_payments())


@cron("20 4 * * *")
@task
def compare_with_stripe() -> int:
    """Every night: compare the last week with Stripe and tell staff of each difference once."""
    return len(compare_nightly(days=DAYS).findings) if settings.PAYMENTS != "off" else 0
