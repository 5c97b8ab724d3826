"""A bank statement in the form that FreeAgent uploads: of the account in which card payments arrive. Pure.

Its published description: day, amount and words, no heading, no quote, no comma in a cell.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from shop.documents.rules import Amounts
from shop.documents.wording import percent
from shop.london import london
from shop.money import from_pence
from shop.reports.accounts.entries import Entry


@dataclass(frozen=True)
class Fees:
    """What Stripe kept on a day, in pence."""

    day: date
    pence: int


def fee_rows(fees: Iterable[Fees]) -> Iterator[tuple[object, ...]]:
    """A row for each day: money that left the same account, so that it comes to what the bank gets."""
    for one in fees:
        if one.pence:
            yield london(one.day, "%d/%m/%Y"), from_pence(-one.pence), "Stripe fees"


def rows(entries: Iterable[Entry]) -> Iterator[tuple[object, ...]]:
    """A row for each document (or day) and rate, since FreeAgent is told one rate a row."""
    sums: dict[tuple[str, str | None], tuple[Entry, Amounts]] = {}
    for entry in entries:
        key = entry.number, entry.rate
        first, amounts = sums.get(key, (entry, Amounts()))
        sums[key] = first, amounts + entry.amounts
    for (number, rate), (first, amounts) in sums.items():
        if amounts.gross:
            words = f"{number} VAT at {percent(rate)}" if rate else f"{number} no VAT"
            yield london(first.day, "%d/%m/%Y"), from_pence(amounts.gross), words
