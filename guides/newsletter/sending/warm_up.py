"""The most emails a day from a new domain, growing day by day, so that providers come to trust it.

Providers limit or refuse a domain that sends thousands of emails on its first days. What is left when the
day’s number is reached goes on the next day by itself.
"""

from datetime import date

from django.conf import settings
from django.db.models import F
from django.utils import timezone

from guides.newsletter.models import SendingDay

# By the day since the beginning; after the last one there is no limit.
MOST = (50, 100, 200, 400, 800, 1_500, 3_000, 5_000, 10_000, 20_000, 40_000, 70_000, 100_000)


def most_on(day: date) -> int | None:
    """How many emails may leave on this day; None without a limit."""
    since: date | None = settings.NEWSLETTER_WARM_UP_SINCE
    if since is None:
        return None
    number = (day - since).days
    return None if number >= len(MOST) else MOST[max(number, 0)]


def take() -> date | None:
    """Take one of today’s emails; the day to give it back to, or None if there is no limit.

    Raises DayIsFull. One conditional update, so that workers together never send more.
    """
    today = timezone.localdate()
    most = most_on(today)
    if most is None:
        return None
    SendingDay.objects.get_or_create(day=today)
    if not SendingDay.objects.filter(day=today, sent__lt=most).update(sent=F("sent") + 1):
        raise DayIsFull
    return today


def give_back(day: date | None) -> None:
    """The email wasn’t sent after all."""
    if day is not None:
        SendingDay.objects.filter(day=day, sent__gt=0).update(sent=F("sent") - 1)


def is_full() -> bool:
    """Whether nothing more leaves today."""
    most = most_on(timezone.localdate())
    return most is not None and SendingDay.objects.filter(day=timezone.localdate(), sent__gte=most).exists()


class DayIsFull(Exception):
    """The most for today has left; the rest goes tomorrow."""
