"""Scheduled tasks of prices and stock."""

from crontask import cron
from django.tasks import task

from shop.partner import planned_prices
from shop.partner.stock_check import email_differences


@cron("* * * * *")
@task
def apply_planned_prices() -> int:
    """Every minute: set planned prices that begin, and the prices from before when they end."""
    return planned_prices.apply_due()


@cron("40 4 * * *")
@task
def check_stock() -> int:
    """Each night: compare stock with the sum of its movements and email where they differ."""
    return email_differences()
