"""Dates and times as people in London read them. Pure; the only place that formats any."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
DAY = "%-d %B %Y"  # 1 July 2027


def london(at: date, form: str = DAY) -> str:
    """A day, or a moment in London time, in words.

    The database gives moments in UTC: formatted as they are, one just after midnight in summer is
    a day early. A moment without a time zone could be any; it raises ValueError.
    """
    if isinstance(at, datetime):
        if at.tzinfo is None:
            raise ValueError("a moment without a time zone")
        at = at.astimezone(LONDON)
    return at.strftime(form)
