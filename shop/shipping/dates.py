"""Working days, dispatch and arrival dates, and their wording. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from shop.london import london
from shop.shipping.bank_holidays import ENGLAND, bank_holidays

CUT_OFF = time(13, 0)
HANDLING_DAYS = 1  # at most; orders after the cut-off are sent on the next working day
SATURDAY = 5
LONDON = ZoneInfo("Europe/London")


def now() -> datetime:
    """The current time in London."""
    return datetime.now(LONDON)


@dataclass(frozen=True)
class Hours:
    """When parcels leave: until which hour, and the first and last days of closures."""

    cut_off: time = CUT_OFF
    closed: tuple[tuple[date, date], ...] = ()

    def sends_on(self, day: date) -> bool:
        """Whether parcels leave on this day: a working day in England without a closure."""
        return is_working_day(day) and not any(first <= day <= last for first, last in self.closed)


USUAL = Hours()


def is_working_day(day: date, nation: str = ENGLAND) -> bool:
    """Monday to Friday, unless it is a bank holiday in this nation."""
    return day.weekday() < SATURDAY and day not in bank_holidays(day.year, nation)


def _days_after(day: date) -> Iterator[date]:
    while True:
        day += timedelta(days=1)
        yield day


def delivery_days(after: date, nation: str = ENGLAND) -> Iterator[date]:
    """Yield the days after a date that count for delivery, without end.

    A parcel starts in England: a day counts if it is a working day there and where the parcel goes.
    """
    return (day for day in _days_after(after) if is_working_day(day) and is_working_day(day, nation))


def dispatch_day(now: datetime, *, hours: Hours = USUAL) -> date:
    """The day on which an order placed `now` (London time) is sent: today before the cut-off."""
    today = now.date()
    if hours.sends_on(today) and now.time() < hours.cut_off:
        return today
    return next(day for day in _days_after(today) if hours.sends_on(day))


def arrival(
    now: datetime, min_days: int, max_days: int, *, hours: Hours = USUAL, nation: str = ENGLAND
) -> tuple[date, date]:
    """First and last day on which an order placed `now` (London time) should arrive."""
    days = delivery_days(dispatch_day(now, hours=hours), nation)
    upcoming = [next(days) for _ in range(max(max_days, 1))]
    return upcoming[max(min_days, 1) - 1], upcoming[-1]


def wording(first: date, last: date) -> str:
    """“Tue 24 Nov” or “Tue 24 – Thu 26 Nov”."""
    if first == last:
        return london(first, "%a %-d %b")
    start = london(first, "%a %-d" if first.month == last.month else "%a %-d %b")
    return f"{start} – {london(last, '%a %-d %b')}"
