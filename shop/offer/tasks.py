"""Scheduled tasks of offers."""

from crontask import cron
from django.tasks import task

from shop.offer import offer_prices


@cron("* * * * *")
@task
def note_offer_prices() -> int:
    """Every minute: note in the price history which prices public offers lower."""
    return offer_prices.note_offer_prices()
