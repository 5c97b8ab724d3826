"""Scheduled tasks of the catalogue."""

from crontask import cron
from django.tasks import task

from shop.catalogue.incomplete_products import email_problems


@cron("10 6 * * *")
@task
def check_catalogue() -> int:
    """Each morning: email products on sale that are no longer complete to the shop’s own address."""
    return email_problems()
