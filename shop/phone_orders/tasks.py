"""Scheduled tasks of payment links."""

from crontask import cron
from django.tasks import task
from django.utils import timezone

from shop.phone_orders.services import expire_due


@cron("*/5 * * * *")
@task
def expire_links() -> int:
    """Every five minutes: end the links whose day is over, and set their items free."""
    return expire_due(now=timezone.now())
