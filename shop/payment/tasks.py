"""Scheduled tasks of payments."""

from crontask import cron
from django.conf import settings
from django.tasks import task

from shop.payment.services import compare_nightly, payouts, sweep_payments

DAYS = 7
PAYOUT_DAYS = 31  # one that was paid can still fail


@cron("* * * * *")
@task
def sweep() -> dict[str, int]:
    """Every minute: sync open payments and cancel expired ones."""
    return dict(sweep_payments())


@cron("50 4 * * *")
@task
def fetch_payouts() -> int:
    """Every night: fetch the payouts of the last month from Stripe, with the payments behind them."""
    return payouts.fetch_payouts(days=PAYOUT_DAYS) if settings.PAYMENTS != "off" else 0


@cron("20 4 * * *")
@task
def compare_with_stripe() -> int:
    """Every night: compare the last week with Stripe and tell staff of each difference once."""
    return len(compare_nightly(days=DAYS).findings) if settings.PAYMENTS != "off" else 0
