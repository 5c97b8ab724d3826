"""A plain double-entry journal: every document, or day, with debits that equal its credits. Pure; pence."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Final

from shop.money import from_pence
from shop.reports.accounts.codes import Codes
from shop.reports.accounts.entries import KINDS, Entry, together

HEAD: Final = ("Date", "Reference", "Account", "Description", "Debit", "Credit")


@dataclass(frozen=True)
class Posting:
    """One account; `amount` is a debit, below nothing a credit."""

    day: date
    reference: str
    account: str
    words: str
    amount: int

    @property
    def debit(self) -> int:
        """Pence, or nothing."""
        return max(self.amount, 0)

    @property
    def credit(self) -> int:
        """Pence, or nothing."""
        return max(-self.amount, 0)


def postings(entries: Iterable[Entry], codes: Codes) -> Iterator[Posting]:
    """What each document posts: the money that came, what was sold for it, and the VAT in it."""
    for (day, number), found in groupby(entries, key=lambda entry: (entry.day, entry.number)):
        for account, words, amount in _of_one(list(found), codes):
            if amount:
                yield Posting(day, number, account, words, amount)


def _of_one(entries: list[Entry], codes: Codes) -> Iterator[tuple[str, str, int]]:
    total = together(entries)
    yield codes.clearing, "Card payments", total.gross
    for kind, words in KINDS.items():
        net = together(entry for entry in entries if entry.kind == kind).net
        yield codes.account(kind), words, -net
    yield codes.vat, "VAT", -total.vat


def rows(found: Iterable[Posting]) -> Iterator[tuple[object, ...]]:
    """The heading, then a row a posting, in pounds."""
    yield HEAD
    for one in found:
        debit, credit = (from_pence(side) if side else None for side in (one.debit, one.credit))
        yield one.day, one.reference, one.account, one.words, debit, credit
