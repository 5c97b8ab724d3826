"""Scheduled tasks of orders."""

from crontask import cron
from django.tasks import task

from shop.order import best_sellers


@cron("25 * * * *")
@task
def rank_best_sellers() -> bool:
    """Each hour: count what was sold in the last three months, for lists of best sellers."""
    return best_sellers.rank()
