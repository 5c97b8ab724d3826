"""What a document is called and what it has to say. Pure."""

from decimal import Decimal

from shop.money import from_pence
from shop.partner import vat

INVOICE, CREDIT_NOTE = "invoice", "credit_note"
EXPORT = "Exported from the United Kingdom: zero-rated (VAT Act 1994, section 30)."
CONTRIBUTION = (
    "Given freely: nothing is supplied for it. The receiver is a shop and not a charity: no Gift Aid."
)
SIMULATED = "Simulated payment: no money was taken, nothing is sent. Not a tax document."
ROUNDING = (
    "VAT is part of each price and rounded half up to the penny for each line, after discounts. Unit prices "
    "are before discounts, so that quantity times unit price can differ from the line."
)


def title_of(kind: str, *, shows_vat: bool, is_reversal: bool = False, is_contribution: bool = False) -> str:
    """What it is called. A trader who isn't registered for VAT must not issue a VAT invoice.

    A contribution is no sale: where it has no VAT, it has a receipt and no invoice.
    """
    if is_reversal:
        return "Debit note"
    if kind == CREDIT_NOTE:
        return "VAT credit note" if shows_vat else "Credit note"
    if is_contribution and not shows_vat:
        return "Receipt"
    return "VAT invoice" if shows_vat else "Invoice and receipt"


def shows_vat(*, registered: bool, has_vat: bool, is_export: bool, only_zero_rated: bool) -> bool:
    """Whether it states VAT. Orders sold before a registration don't, those sold before its end do."""
    return has_vat or (registered and (is_export or only_zero_rated))


def money(pence: int) -> str:
    """“£12.45”, and “−£12.45” for less than nothing."""
    sign = "−" if pence < 0 else ""
    return f"{sign}£{from_pence(abs(pence)):,}"


def percent(rate: str) -> str:
    """“20%” for “0.2”."""
    return f"{vat.percent(Decimal(rate))}%"
