"""VAT arithmetic on prices that include VAT. Pure.

Rules V1-V11: VAT is a part of what is really paid, split per line, rounded half up to the
penny, never truncated; the VAT of an order is the sum of its lines.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from shop.money import from_pence, round_penny, to_pence

ZERO = Decimal("0.00")
RATES: Mapping[str, Decimal] = {
    "standard": Decimal("0.20"),
    "reduced": Decimal("0.05"),
    "zero": Decimal("0.00"),
}


class UnknownTaxCode(KeyError):
    """A product carries a tax code that no rate is known for."""


@dataclass(frozen=True)
class Split:
    """A gross amount taken apart; `net + vat == gross` to the penny."""

    gross: Decimal
    net: Decimal
    vat: Decimal
    rate: Decimal


def rate_for(tax_code: str, *, registered: bool = True, zero_rated: bool = False) -> Decimal:
    """The rate a line is sold at: nothing when the trader isn't registered or the goods are exported."""
    if tax_code not in RATES:
        raise UnknownTaxCode(tax_code)
    return Decimal("0.00") if zero_rated or not registered else RATES[tax_code]


def split_gross(gross: Decimal, rate: Decimal) -> Split:
    """Split a VAT-inclusive amount; VAT at 20 % is a sixth of it, half up to the penny."""
    vat = round_penny(gross * rate / (1 + rate))
    return Split(gross=gross, net=gross - vat, vat=vat, rate=rate)


def allocate(amount: Decimal, weights: Sequence[Decimal]) -> list[Decimal]:
    """Share `amount` out by weight in whole pennies, by largest remainder, so that the parts sum exactly."""
    pennies = to_pence(amount)
    total = sum(weights, Decimal(0))
    if not weights:
        return []
    if total == 0:
        weights = [Decimal(1)] * len(weights)
        total = Decimal(len(weights))
    exact = [pennies * weight / total for weight in weights]
    floors = [int(part) for part in exact]
    by_remainder = sorted(range(len(exact)), key=lambda i: (floors[i] - exact[i], i))
    for index in by_remainder[: pennies - sum(floors)]:
        floors[index] += 1
    return [from_pence(floor) for floor in floors]


def split_delivery(gross: Decimal, lines: Sequence[Split]) -> Split:
    """VAT on delivery follows the goods; goods at several rates share it by their value (V2)."""
    rates = {line.rate for line in lines}
    if len(rates) == 1:
        return split_gross(gross, rates.pop())
    shares = allocate(gross, [line.gross for line in lines])
    vat = sum((split_gross(share, line.rate).vat for share, line in zip(shares, lines, strict=True)), ZERO)
    return Split(gross=gross, net=gross - vat, vat=vat, rate=max(rates, default=Decimal(0)))


def split_refund(sold: Sequence[Split], named: Mapping[Decimal, Decimal], amount: Decimal) -> list[Split]:
    """What a refund of `amount` takes out of each rate that was `sold`, one Split a rate.

    `named` is the gross by rate of the pieces that went back; what goes beyond them is shared by what
    is left of each rate. All of the money back leaves no VAT, to the penny.
    """
    given = [min(named.get(row.rate, ZERO), row.gross) for row in sold]
    rest = [row.gross - part for row, part in zip(sold, given, strict=True)]
    beyond = min(max(amount - sum(given, ZERO), ZERO), sum(rest, ZERO))
    more = allocate(beyond, rest) if beyond else [ZERO] * len(rest)
    return [_part(row, part + extra) for row, part, extra in zip(sold, given, more, strict=True)]


def _part(row: Split, gross: Decimal) -> Split:
    vat = round_penny(row.vat * gross / row.gross) if row.gross else ZERO
    return Split(gross=gross, net=gross - vat, vat=vat, rate=row.rate)
