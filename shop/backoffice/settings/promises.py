"""What buyers in several places would be promised now, worked out as the checkout does it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from shop.shipping import dates
from shop.shipping.bank_holidays import bank_holidays
from shop.shipping.hours import stored_hours
from shop.shipping.models import DeliveryRate
from shop.shipping.zones import nation_of, zone_for

# A place for each nation whose bank holidays differ, with a postcode there.
PLACES: Final = (
    ("Bristol", "BS1 4DJ"), ("Edinburgh", "EH1 1RE"), ("Belfast", "BT1 5GS"), ("Cardiff", "CF10 1EP"),
    ("Isle of Man", "IM1 1AG"), ("Jersey", "JE2 3AB"), ("Guernsey", "GY1 1AA"),
)  # fmt: skip
METHODS: Final = ("standard", "express")
NATIONS: Final = (
    ("ENG", "England"), ("WLS", "Wales"), ("SCT", "Scotland"), ("NIR", "Northern Ireland"),
    ("IM", "Isle of Man"), ("JE", "Jersey"), ("GG", "Guernsey"),
)  # fmt: skip
AHEAD: Final = timedelta(days=180)


@dataclass(frozen=True)
class Promise:
    """The days of both methods in one place; empty where one isn't offered."""

    place: str
    standard: str
    express: str


def promises_now() -> list[Promise]:
    """By the hours as they stand in the database, not as this process last read them."""
    hours = stored_hours()
    rates = DeliveryRate.objects.filter(is_active=True)
    days = {(rate.zone, rate.method_code): (rate.min_days, rate.max_days) for rate in rates}

    def words(postcode: str, method: str) -> str:
        span = days.get((zone_for(postcode), method))
        nation = nation_of(postcode)
        return dates.wording(*dates.arrival(dates.now(), *span, hours=hours, nation=nation)) if span else ""

    return [Promise(place, *(words(postcode, method) for method in METHODS)) for place, postcode in PLACES]


@dataclass(frozen=True)
class BankHoliday:
    """A day, and the nations that have it."""

    day: date
    nations: str


def bank_holidays_from(today: date) -> list[BankHoliday]:
    """Those of the next half year, the first one first."""
    found = dict.fromkeys(sorted(_days(today)), "")
    return [BankHoliday(day, _who(day)) for day in found]


def _days(today: date) -> Iterator[date]:
    for year in (today.year, today.year + 1):
        for code, _ in NATIONS:
            yield from (day for day in bank_holidays(year, code) if today <= day <= today + AHEAD)


def _who(day: date) -> str:
    having = [name for code, name in NATIONS if day in bank_holidays(day.year, code)]
    return "Everywhere" if len(having) == len(NATIONS) else ", ".join(having)
