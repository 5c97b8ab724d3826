"""The cookies that the shop sets, with what each is for and how long it lives."""

from dataclasses import dataclass

from django.conf import settings
from oscar.defaults import OSCAR_BASKET_COOKIE_OPEN

from shop.accounts import known_device
from shop.basket import cookie as basket
from shop.checkout import unpaid_orders
from shop.privacy.periods import in_words

DAY = 24 * 60 * 60
UNTIL_SHOWN = "until the message was shown"


@dataclass(frozen=True)
class Cookie:
    """One cookie in words."""

    name: str
    purpose: str
    life: str


def all_cookies() -> list[Cookie]:
    """Names and lives come from the settings by which they are set."""
    return [
        _cookie(settings.SESSION_COOKIE_NAME, "Keeps you signed in.", settings.SESSION_COOKIE_AGE),
        _cookie(settings.CSRF_COOKIE_NAME, "Protects forms from misuse.", settings.CSRF_COOKIE_AGE),
        _cookie(OSCAR_BASKET_COOKIE_OPEN, "Remembers your basket.", settings.OSCAR_BASKET_COOKIE_LIFETIME),
        _cookie(
            basket.NAME,
            "Shows how many items are in your basket, on every page.",
            settings.OSCAR_BASKET_COOKIE_LIFETIME,
        ),
        _cookie(
            known_device.COOKIE,
            "Lets you in from a device you have used before, while others are guessing your password.",
            known_device.YEAR,
        ),
        Cookie(
            unpaid_orders.COOKIE, "Reminds you of an order that isn’t paid yet.", "until its reservation ends"
        ),
        Cookie("messages", "Carries a message such as “Saved” to the next page.", UNTIL_SHOWN),
    ]


def _cookie(name: str, purpose: str, seconds: int) -> Cookie:
    return Cookie(name, purpose, in_words(seconds // DAY))
