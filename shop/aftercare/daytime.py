"""When we write of our own accord: in the daytime, London time. Pure."""

from datetime import datetime

from shop.london import LONDON

FROM_HOUR, TO_HOUR = 9, 18


def is_daytime(at: datetime) -> bool:
    """Whether it is from 9 to before 18 o’clock in London; `at` has a time zone."""
    return FROM_HOUR <= at.astimezone(LONDON).hour < TO_HOUR
