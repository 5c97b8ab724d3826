"""Scheduled tasks of the catalogue."""

from crontask import cron
from django.tasks import task

from shop.catalogue.incomplete_products import email_problems
from shop.catalogue.off_sale import take_off_sale


@cron("10 6 * * *")
@task
def check_catalogue() -> int:
    """Each morning: email products on sale that are no longer complete to the shop’s own address."""
    return email_problems()


@cron("1 0 * * *")
@task
def take_batches_off_sale() -> int:
    """Each night: take batches off sale whose best-before date has come too near."""
    return take_off_sale()
