"""Scheduled tasks for stock alerts."""

from crontask import cron
from django.tasks import task

from shop.customer.alerts.services import queue_due_alerts


@cron("35 * * * *")
@task
def send_stock_alerts() -> int:
    """Each hour: queue emails about stock that changed without a save, for example in SQL."""
    return queue_due_alerts()
