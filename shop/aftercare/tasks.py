"""Scheduled tasks: review requests and reminders, only in the daytime.

A task that waited for its worker may run at night, so each looks at the clock, too.
"""

from crontask import cron
from django.tasks import task
from django.utils import timezone

from shop.aftercare.daytime import is_daytime
from shop.aftercare.reminders import services as reminders
from shop.aftercare.reviews import requests


@cron("15 9-17 * * *")
@task
def send_review_requests() -> int:
    """Each hour of the day: ask the buyers of orders that arrived some days ago for reviews."""
    now = timezone.now()
    return requests.queue_due(now=now) if is_daytime(now) else 0


@cron("25 9-17 * * *")
@task
def send_reminders() -> int:
    """Each hour of the day: remind those who asked, before their bottle is empty."""
    now = timezone.now()
    return reminders.queue_due(now=now) if is_daytime(now) else 0
