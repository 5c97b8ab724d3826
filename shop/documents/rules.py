"""Arithmetic of invoices and credit notes. Pure; all amounts are whole pence.

VAT is rounded half up for each line and never worked out anew from sums, so that an invoice, its order and
the VAT of a period agree to the penny (HMRC, VATREC12010 and 12020). On a credit note all amounts are
negative, at the rates of the invoice (VAT Regulations 1995, reg. 15C).
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from decimal import Decimal
from typing import Any, Self

GOODS, DELIVERY, REDUCTION = "goods", "delivery", "reduction"
CONTRIBUTION = "contribution"  # money given for the guides, and what of it went back


@dataclass(frozen=True)
class Amounts:
    """Net, VAT and gross in pence."""

    net: int = 0
    vat: int = 0
    gross: int = 0

    def __add__(self, other: "Amounts") -> "Amounts":
        return Amounts(self.net + other.net, self.vat + other.vat, self.gross + other.gross)

    def __neg__(self) -> "Amounts":
        return Amounts(-self.net, -self.vat, -self.gross)

    def __sub__(self, other: "Amounts") -> "Amounts":
        return self + -other


@dataclass(frozen=True)
class DocumentLine:
    """One line. `rate` is a fraction as text (“0.2”), `discount` is included in gross already.

    `unit_net` is the price of one without VAT and discount; it is 0 where nothing is counted.
    """

    kind: str
    title: str
    rate: str
    net: int
    vat: int
    gross: int
    quantity: int = 1
    sku: str = ""
    unit_net: int = 0
    discount: int = 0

    @property
    def amounts(self) -> Amounts:
        return Amounts(self.net, self.vat, self.gross)

    def reversed(self) -> Self:
        """The line that takes this one back."""
        return replace(self, net=-self.net, vat=-self.vat, gross=-self.gross)

    def stored(self) -> dict[str, Any]:
        """Its fields as JSON."""
        return asdict(self)


def rate_text(rate: Decimal) -> str:
    """“0.2” for 0.2000, “0” for 0.0000: the key by which lines are added up."""
    return f"{rate.normalize():f}" if rate else "0"


def total(lines: Iterable[DocumentLine]) -> Amounts:
    """The sum of all lines."""
    return sum((line.amounts for line in lines), Amounts())


def by_rate(lines: Iterable[DocumentLine]) -> dict[str, Amounts]:
    """The sum at each rate, the highest first."""
    sums: dict[str, Amounts] = {}
    for line in lines:
        sums[line.rate] = sums.get(line.rate, Amounts()) + line.amounts
    return dict(sorted(sums.items(), key=lambda row: Decimal(row[0]), reverse=True))


def correction(
    wanted: dict[str, Amounts], noted: dict[str, Amounts], titles: dict[str, str], kind: str = REDUCTION
) -> list[DocumentLine]:
    """The lines of a credit note: what is to be taken off at each rate, less what earlier notes took off.

    `wanted` is positive, `noted` the signed sum of the earlier notes. Rates without a change have no line.
    """
    rates = sorted({*wanted, *noted}, key=Decimal, reverse=True)
    changes = {rate: -wanted.get(rate, Amounts()) - noted.get(rate, Amounts()) for rate in rates}
    return [
        DocumentLine(kind, titles.get(rate, ""), rate, change.net, change.vat, change.gross)
        for rate, change in changes.items()
        if change != Amounts()
    ]


def lines_of(stored: Sequence[dict[str, Any]]) -> list[DocumentLine]:
    """Lines from their JSON."""
    return [DocumentLine(**row) for row in stored]
