"""The CSV of sales invoices that Xero imports, by its published description. Pure.

Amounts are with VAT (“tax inclusive” has to be chosen there), a row a line. An invoice that comes to less
than nothing becomes a credit note.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Final

from shop.london import london
from shop.money import from_pence, to_pence
from shop.partner.vat import split_gross
from shop.reports.accounts.codes import Codes
from shop.reports.accounts.entries import Entry

HEAD: Final = (
    *("ContactName", "InvoiceNumber", "InvoiceDate", "DueDate", "Description", "Quantity", "UnitAmount"),
    *("AccountCode", "TaxType", "Currency"),
)
MOST: Final = 500  # invoices in one file


def rows(entries: Iterable[Entry], codes: Codes) -> Iterator[tuple[object, ...]]:
    """The heading, then a row an entry; what is paid at once is due at once."""
    yield HEAD
    for entry in entries:
        day = london(entry.day, "%d/%m/%Y")
        yield (
            *(codes.contact, entry.number, day, day, entry.description, 1, from_pence(entry.amounts.gross)),
            *(codes.account(entry.kind), codes.tax(entry.rate), "GBP"),
        )


def in_files(entries: Iterable[Entry], most: int = MOST) -> list[list[Entry]]:
    """Files of at most so many invoices; the lines of an invoice stay together."""
    files: list[list[Entry]] = []
    numbers: set[str] = set()
    for entry in entries:
        if not files or (entry.number not in numbers and len(numbers) == most):
            files.append([])
            numbers = set()
        numbers.add(entry.number)
        files[-1].append(entry)
    return files


def vat_worked_out(entries: Iterable[Entry]) -> int:
    """Pence of VAT that Xero will find in these rows: it rounds each of them anew, half up."""
    return sum(_vat(entry) for entry in entries)


def _vat(entry: Entry) -> int:
    gross, rate = entry.amounts.gross, Decimal(entry.rate or 0)
    vat = to_pence(split_gross(from_pence(abs(gross)), rate).vat)
    return vat if gross >= 0 else -vat
