"""What documents say to an accountant: an entry for each of their lines, or for each day. Pure; pence."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from shop.documents.rules import CONTRIBUTION, DELIVERY, GOODS, REDUCTION, Amounts
from shop.london import iso

KINDS: Final = {
    GOODS: "Items sold",
    DELIVERY: "Delivery",
    REDUCTION: "Refunds",
    CONTRIBUTION: "Contributions",
}


@dataclass(frozen=True)
class Entry:
    """One line; `rate` is a fraction as text (“0.2”), or None of a sale without a VAT registration.

    Amounts are negative where money went back. `day` is the one in whose VAT return it counts.
    """

    day: date
    number: str
    description: str
    kind: str
    rate: str | None
    amounts: Amounts


def by_day(entries: Iterable[Entry]) -> list[Entry]:
    """One entry for each day, kind and rate, the first day first."""
    sums: dict[tuple[date, str, str | None], Amounts] = {}
    for entry in entries:
        key = entry.day, entry.kind, entry.rate
        sums[key] = sums.get(key, Amounts()) + entry.amounts
    return [
        Entry(day, f"DAY-{iso(day)}", f"{KINDS[kind]} on {iso(day)}", kind, rate, amounts)
        for (day, kind, rate), amounts in sorted(sums.items(), key=_place)
        if amounts != Amounts()
    ]


def _place(row: tuple[tuple[date, str, str | None], Amounts]) -> tuple[date, int, str]:
    (day, kind, rate), _ = row
    return day, list(KINDS).index(kind), rate or ""


def together(entries: Iterable[Entry]) -> Amounts:
    """The sum of all."""
    return sum((entry.amounts for entry in entries), Amounts())
