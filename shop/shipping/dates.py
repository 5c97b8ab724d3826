"""Working days, dispatch and arrival dates, and their wording. Pure."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from shop.london import london

CUT_OFF = time(13, 0)
HANDLING_DAYS = 1  # at most; orders after the cut-off are sent on the next working day
SATURDAY = 5
# The last year for which the installed `holidays` has the government's list; see docs/delivery.md.
HOLIDAYS_KNOWN_UNTIL = 2028
LONDON = ZoneInfo("Europe/London")


def now() -> datetime:
    """The current time in London."""
    return datetime.now(LONDON)


@cache
def bank_holidays(year: int) -> frozenset[date]:
    """Bank holidays on weekdays in England and Wales, including one-off ones such as a coronation.

    From the package `holidays`, which follows the published list and calculates the years beyond it.
    """
    from holidays import country_holidays  # importing it takes a third of a second

    days = country_holidays("GB", subdiv="ENG", years=year)
    return frozenset(day for day in days if day.weekday() < SATURDAY)


def working_days(after: date) -> Iterator[date]:
    """Yield the working days after a date, without end."""
    day = after
    while True:
        day += timedelta(days=1)
        if day.weekday() < SATURDAY and day not in bank_holidays(day.year):
            yield day


def dispatch_day(now: datetime) -> date:
    """The day on which an order placed `now` (London time) is sent: today before the cut-off."""
    today = now.date()
    works = today.weekday() < SATURDAY and today not in bank_holidays(today.year)
    return today if works and now.time() < CUT_OFF else next(working_days(today))


def arrival(now: datetime, min_days: int, max_days: int) -> tuple[date, date]:
    """First and last day on which an order placed `now` (London time) should arrive."""
    days = working_days(dispatch_day(now))
    upcoming = [next(days) for _ in range(max(max_days, 1))]
    return upcoming[max(min_days, 1) - 1], upcoming[-1]


def wording(first: date, last: date) -> str:
    """“Tue 24 Nov” or “Tue 24 – Thu 26 Nov”."""
    if first == last:
        return london(first, "%a %-d %b")
    start = london(first, "%a %-d" if first.month == last.month else "%a %-d %b")
    return f"{start} – {london(last, '%a %-d %b')}"
