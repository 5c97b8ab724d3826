"""What a trader has to say of itself. Pure; raises ValueError with a sentence for whoever typed it.

Companies Act 2006, part 41 and SI 2015/17 (company), E-Commerce Regulations 2002, reg. 6 (VAT number).
"""

import re
from dataclasses import dataclass
from typing import Final

COMPANY: Final = re.compile(r"[0-9]{8}|[A-Z]{2}[0-9]{6}|R[0-9]{7}")
VAT_NUMBER: Final = re.compile(r"GB[0-9]{9}")
WEIGHTS: Final = range(8, 1, -1)
CHECKED_BY: Final = 97
SINCE_2010: Final = 55  # numbers given out since then add it before the division
ENGLAND_AND_WALES: Final = ("England and Wales", "Wales")
PLACES: Final = (*ENGLAND_AND_WALES, "Scotland", "Northern Ireland")


@dataclass(frozen=True)
class Trader:
    """Name, address and numbers; what the trader hasn't got is empty."""

    name: str
    address: str
    email: str
    phone: str
    company_number: str
    registered_in: str
    vat_number: str


def as_company_number(typed: str) -> str:
    """The number as Companies House writes it: 8 digits, or letters and digits, such as SC123456."""
    number = "".join(typed.split()).upper()
    number = number.zfill(8) if number.isascii() and number.isdigit() else number
    if not COMPANY.fullmatch(number):
        raise ValueError("A company number has 8 digits, or two letters and 6 digits, such as SC123456.")
    return number


def registered_where(number: str) -> tuple[str, ...]:
    """The places whose register has a number of this form."""
    if number.startswith("S"):
        return ("Scotland",)
    if number.startswith(("N", "R")):
        return ("Northern Ireland",)
    return ENGLAND_AND_WALES


def as_vat_number(typed: str) -> str:
    """The number as “GB123456789”; its last two digits have to fit the others."""
    number = re.sub(r"[\s.-]", "", typed).upper()
    if not VAT_NUMBER.fullmatch(number):
        raise ValueError("A VAT number is GB and 9 digits, such as GB123456789.")
    if not _adds_up(number[2:]):
        raise ValueError("This number has a slip: its last two digits don’t fit the others. Read it again.")
    return number


def _adds_up(digits: str) -> bool:
    weighed = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, digits, strict=False))
    whole = weighed + int(digits[7:])
    return whole % CHECKED_BY == 0 or (whole + SINCE_2010) % CHECKED_BY == 0
