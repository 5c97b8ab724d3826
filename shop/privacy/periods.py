"""Retention periods in days, for the nightly jobs and the privacy notice."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.utils import timezone

from shop.london import start_of

DAY = 24 * 60 * 60
SESSION = settings.SESSION_COOKIE_AGE // DAY
VISITOR_BASKET = settings.OSCAR_BASKET_COOKIE_LIFETIME // DAY
STOCK_ALERT = 365  # active alerts
STOCK_ALERT_DONE = 30  # alerts sent, cancelled or never confirmed
REMINDER_DONE = 365  # reminders sent or stopped, as proof that they were asked for
REMINDER_WAITING = 1095  # a large order may last two years
ACCOUNT_BASKET = 730
PENDING_ACCOUNT = 30
CONNECTION_CODES = 30
SHOPPING_HISTORY = 365
PAYMENT_LINK = 30  # baskets filled on the telephone that nobody ordered
ORDER_LINK = 90  # after delivery, or after the link was emailed
ACTIVITY = 2192  # entries of the log of what staff change
CUSTOMER_NOTE = 730  # notes of staff about a customer
GIFT_MESSAGE = 90  # after the parcel left
RETURN_PHOTO = 365  # after the return is settled
REACTION = 3653  # reports of skin reactions
RECALL = 3653  # who was told, after the recall is closed
COMPLAINT = 2192  # about personal data, after the answer
ORDER_YEARS = 6  # after the end of the tax year
ORDER = 2192  # the same in days, for its words
WORDS = {
    7: "a week",
    14: "two weeks",
    180: "half a year",
    365: "a year",
    730: "two years",
    1095: "three years",
    2192: "six years",
    3653: "ten years",
}


def in_words(days: int | timedelta) -> str:
    """A period in words, such as “30 days” or “a year”."""
    number = days.days if isinstance(days, timedelta) else days
    return WORDS.get(number, f"{number} days")


def orders_placed_before(now: datetime) -> datetime:
    """Orders placed before this moment are out of the retention period for tax records.

    The period is six years after the end of the tax year, which is 5 April.
    """
    today = timezone.localdate(now)
    has_ended = today > date(today.year, 4, 5)
    year = today.year - ORDER_YEARS - (0 if has_ended else 1)
    return start_of(date(year, 4, 6))
