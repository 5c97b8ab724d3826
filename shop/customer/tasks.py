"""What runs by the clock for accounts."""

from crontask import cron
from django.tasks import task

from shop.accounts import services


@cron("20 3 * * *")
@task
def forget_pending() -> int:
    """Every night: registrations whose link was never used."""
    return services.forget_pending()
