"""Tracking numbers: the form of Royal Mail's with its check digit, and a pattern for other carriers. Pure."""

import re
from typing import Final

_ANY: Final = re.compile(r"(?=.*\d)[A-Z0-9][A-Z0-9 -]{1,38}[A-Z0-9]")
_S10: Final = re.compile(r"[A-Z]{2}(\d{8})(\d)[A-Z]{2}")  # UPU S10: Royal Mail and other posts
_WEIGHTS: Final = (8, 6, 4, 2, 3, 5, 9, 7)


class WrongTrackingNumber(ValueError):
    """The text is for staff."""


def is_tracked(shipping_method: str) -> bool:
    """Whether this service, as the order names it, comes with a tracking number."""
    return "tracked" in shipping_method.lower()


def tidy_tracking(given: str) -> str:
    """A tracking number in capitals, empty for none. Raises WrongTrackingNumber."""
    number = " ".join(given.upper().split())
    bare = number.replace(" ", "")
    if number and not _ANY.fullmatch(number):
        raise WrongTrackingNumber("Enter the number as on the label, such as AB123456785GB.")
    if (found := _S10.fullmatch(bare)) and check_digit(found[1]) != int(found[2]):
        raise WrongTrackingNumber("The check digit is wrong: compare it with the label.")
    return bare if found else number


def is_royal_mail(given: str) -> bool:
    """Whether it has the form of Royal Mail's numbers, whatever its check digit."""
    return bool(_S10.fullmatch(given.upper().replace(" ", "")))


def check_digit(digits: str) -> int:
    """The check digit of the eight digits of an S10 number."""
    rest = 11 - sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=True)) % 11
    return {10: 0, 11: 5}.get(rest, rest)


def tracking_url(given: str) -> str:
    """Royal Mail's page for a parcel; empty without a number of their form."""
    number = given.replace(" ", "")
    is_one = number.isascii() and number.isalnum()
    return f"https://www.royalmail.com/track-your-item#/tracking-results/{number}" if is_one else ""
