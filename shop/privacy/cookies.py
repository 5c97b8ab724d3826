"""The cookies that the shop sets, each registered by the app that sets it; the privacy notice lists them."""

from dataclasses import dataclass

from django.conf import settings
from oscar.defaults import OSCAR_BASKET_COOKIE_OPEN

from shop.privacy.periods import DAY, in_words

UNTIL_SHOWN = "until the message was shown"


@dataclass(frozen=True)
class Cookie:
    """One cookie: its name, its purpose in a sentence, and how long it lives in words."""

    name: str
    purpose: str
    life: str


_registered: dict[str, Cookie] = {}


def register(name: str, *, purpose: str, life: str = "", seconds: int = 0) -> None:
    """Make a cookie known, with its life in words or in seconds; called from an app's `ready()`."""
    _registered[name] = Cookie(name, purpose, life or in_words(seconds // DAY))


def all_cookies() -> list[Cookie]:
    """Django's and Oscar's cookies as the settings have them, then the registered ones."""
    return [
        _cookie(settings.SESSION_COOKIE_NAME, "Keeps you signed in.", settings.SESSION_COOKIE_AGE),
        _cookie(settings.CSRF_COOKIE_NAME, "Protects forms from misuse.", settings.CSRF_COOKIE_AGE),
        _cookie(OSCAR_BASKET_COOKIE_OPEN, "Remembers your basket.", settings.OSCAR_BASKET_COOKIE_LIFETIME),
        *_registered.values(),
        Cookie("messages", "Carries a message such as “Saved” to the next page.", UNTIL_SHOWN),
    ]


def _cookie(name: str, purpose: str, seconds: int) -> Cookie:
    return Cookie(name, purpose, in_words(seconds // DAY))
