"""Days and times of London: their beginning, and as text. All other code gets both from this module."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
DAY = "%-d %B %Y"  # 1 July 2027


def start_of(day: date) -> datetime:
    """The first moment of a day."""
    return datetime.combine(day, time.min, LONDON)


def end_of(day: date) -> datetime:
    """The last moment of a day, for periods that include it.

    `at__range=(start_of(first), end_of(last))` can be answered from an index, `at__date` can’t.
    """
    return start_of(day + timedelta(days=1)) - timedelta(microseconds=1)


def on_day(at: datetime, day: date) -> datetime:
    """The same time of day in London on another day, whether the clocks change between them or not."""
    return at.astimezone(LONDON).replace(year=day.year, month=day.month, day=day.day)


def london(at: date, form: str = DAY) -> str:
    """A day, or a moment in London time, in words.

    The database gives moments in UTC: one just after midnight in summer would show the day before.
    Raises ValueError for a moment without a time zone.
    """
    return _here(at).strftime(form)


def iso(at: date) -> str:
    """“2027-07-01”, or for a moment “2027-07-01T00:00:00+01:00”: the day in it is London's."""
    return _here(at).isoformat()


def _here(at: date) -> date:
    if not isinstance(at, datetime):
        return at
    if at.tzinfo is None:
        raise ValueError("a moment without a time zone")
    return at.astimezone(LONDON)
