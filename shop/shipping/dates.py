"""Working days and what to say of them. Pure."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

CUT_OFF = time(13, 0)
LONDON = ZoneInfo("Europe/London")


def now() -> datetime:
    """The time by the warehouse's clock."""
    return datetime.now(LONDON)


def easter(year: int) -> date:
    """Easter Sunday, by the anonymous Gregorian rule."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (a + 11 * h) // 319
    r = (2 * e + 2 * i - k - h + m + 32) % 7
    month = (h - m + r + 90) // 25
    return date(year, month, (h - m + r + month + 19) % 32)


def _monday(year: int, month: int, *, last: bool) -> date:
    if last:
        day = date(year, month + 1, 1) - timedelta(days=1)
        return day - timedelta(days=day.weekday())
    day = date(year, month, 1)
    return day + timedelta(days=-day.weekday() % 7)


def bank_holidays(year: int) -> set[date]:
    """England and Wales; a fixed day that falls on a weekend moves to the next free weekday."""
    sunday = easter(year)
    days = {sunday - timedelta(days=2), sunday + timedelta(days=1)}
    days |= {_monday(year, 5, last=False), _monday(year, 5, last=True), _monday(year, 8, last=True)}
    for fixed in (date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)):
        while fixed.weekday() >= 5 or fixed in days:
            fixed += timedelta(days=1)
        days.add(fixed)
    return days


def working_days(after: date) -> Iterator[date]:
    """The working days that follow a date, without end."""
    day = after
    while True:
        day += timedelta(days=1)
        if day.weekday() < 5 and day not in bank_holidays(day.year):
            yield day


def dispatch_day(now: datetime) -> date:
    """The day on which a parcel ordered `now` (UK time) leaves: today before the cut-off."""
    today = now.date()
    works = today.weekday() < 5 and today not in bank_holidays(today.year)
    return today if works and now.time() < CUT_OFF else next(working_days(today))


def arrival(now: datetime, min_days: int, max_days: int) -> tuple[date, date]:
    """First and last day a parcel ordered `now` (UK time) should arrive."""
    days = working_days(dispatch_day(now))
    upcoming = [next(days) for _ in range(max(max_days, 1))]
    return upcoming[max(min_days, 1) - 1], upcoming[-1]


def wording(first: date, last: date) -> str:
    """“Tue 24 Nov” or “Tue 24 – Thu 26 Nov”."""
    if first == last:
        return f"{first:%a} {first.day} {first:%b}"
    start = f"{first:%a} {first.day}" + ("" if first.month == last.month else f" {first:%b}")
    return f"{start} – {last:%a} {last.day} {last:%b}"
