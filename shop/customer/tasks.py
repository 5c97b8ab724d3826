"""Scheduled tasks for accounts and stock alerts."""

from crontask import cron
from django.tasks import task

from shop.accounts import services
from shop.customer.alerts.services import queue_due_alerts


@cron("20 3 * * *")
@task
def forget_pending() -> int:
    """Each night: delete registrations whose link wasn't used within 30 days."""
    return services.forget_pending()


@cron("35 * * * *")
@task
def send_stock_alerts() -> int:
    """Each hour: queue emails about stock that changed without a save, for example in SQL."""
    return queue_due_alerts()
