"""What runs by the clock for the catalogue."""

from crontask import cron
from django.tasks import task

from shop.catalogue.incomplete_products import tell_of_problems


@cron("10 6 * * *")
@task
def check_catalogue() -> int:
    """Each morning: products on sale that are no longer complete are emailed to the shop's own address."""
    return tell_of_problems()
