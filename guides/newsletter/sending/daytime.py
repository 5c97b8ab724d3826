"""The hours in which automations write, London time, and the days between their letters."""

from datetime import datetime, timedelta

from django.conf import settings

from shop.london import LONDON


def is_daytime(at: datetime) -> bool:
    """Whether automatic letters may leave at this moment."""
    return bool(settings.NEWSLETTER_FROM_HOUR <= at.astimezone(LONDON).hour < settings.NEWSLETTER_TO_HOUR)


def in_daytime(at: datetime) -> datetime:
    """This moment, or the next morning’s first if it is in the quiet hours."""
    here = at.astimezone(LONDON)
    if is_daytime(here):
        return here
    late = here.hour >= settings.NEWSLETTER_TO_HOUR
    day = here + timedelta(days=1) if late else here
    return day.replace(hour=settings.NEWSLETTER_FROM_HOUR, minute=0, second=0, microsecond=0)


def days_after(at: datetime, days: int) -> datetime:
    """The same time of day in London some days later, or the next moment in the daytime.

    Adding to the London time keeps the hour when the clocks change.
    """
    return in_daytime(at.astimezone(LONDON) + timedelta(days=days))
