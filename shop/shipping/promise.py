"""The dates that a shopper is promised now, by the hours that staff have set."""

from datetime import date, datetime

from shop.shipping import dates
from shop.shipping.dates import LONDON
from shop.shipping.hours import current_hours
from shop.shipping.zones import nation_of


def arrives(days: tuple[int, int], *, postcode: str = "") -> tuple[date, date]:
    """First and last day for an order placed now, by a method of so many working days.

    Bank holidays are those of the postcode's nation; without one, England's.
    """
    return dates.arrival(dates.now(), *days, hours=current_hours(), nation=nation_of(postcode))


def arrives_in_words(days: tuple[int, int], *, postcode: str = "") -> str:
    """“Tue 24 – Thu 26 Nov”."""
    return dates.wording(*arrives(days, postcode=postcode))


def sent_by(placed: datetime) -> date:
    """The day on which an order placed at this moment leaves."""
    return dates.dispatch_day(placed.astimezone(LONDON), hours=current_hours())
