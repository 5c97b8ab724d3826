"""Scheduled tasks of the stock."""

from crontask import cron
from django.tasks import task

from shop.partner.stock_check import email_differences


@cron("40 4 * * *")
@task
def check_stock() -> int:
    """Each night: compare stock with the sum of its movements and email where they differ."""
    return email_differences()
