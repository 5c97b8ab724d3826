"""What the scheduler runs for payments."""

from crontask import cron
from django.conf import settings
from django.tasks import task

from shop.payment.services import compare_nightly, sweep_payments

DAYS = 7


@cron("* * * * *")
@task
def sweep() -> dict[str, int]:
    """Every minute: payments are settled, and unpaid ones expire."""
    return dict(sweep_payments())


@cron("20 4 * * *")
@task
def compare_with_stripe() -> int:
    """Each night: the last week is compared with Stripe; staff are told of each difference once."""
    return len(compare_nightly(days=DAYS).findings) if settings.PAYMENTS != "off" else 0
