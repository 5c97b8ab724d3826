"""VAT arithmetic on prices that include VAT. Pure.

VAT is a fraction of what is really paid (VAT Act 1994, section 19). It is calculated for each line, rounded
half up to the penny, never truncated; the VAT of an order is the sum of its lines.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from shop.money import from_pence, round_penny, to_pence

ZERO = Decimal("0.00")
# Before the office states another one (`shop.trader.vat`).
RATES: Mapping[str, Decimal] = {
    "standard": Decimal("0.20"),
    "reduced": Decimal("0.05"),
    "zero": Decimal("0.00"),
}
# Of what is no supply: money given freely, for which nothing is supplied (VAT Act 1994, s. 5(2)(a)).
OUTSIDE = "outside"


class UnknownTaxCode(KeyError):
    """No rate is known for a product’s tax code."""


@dataclass(frozen=True)
class Split:
    """A gross amount with its net amount and VAT; `net + vat == gross` to the penny."""

    gross: Decimal
    net: Decimal
    vat: Decimal
    rate: Decimal


def percent(rate: Decimal) -> str:
    """“20” for 0.2000, without trailing noughts."""
    return f"{(rate * 100).normalize():f}"


def rate_for(
    tax_code: str, *, registered: bool = True, zero_rated: bool = False, changed: Decimal | None = None
) -> Decimal:
    """The VAT rate of a line: zero if the trader isn’t registered or the goods are exported.

    `changed` takes the place of the rate in `RATES`.
    """
    if tax_code == OUTSIDE:
        return Decimal("0.00")
    if tax_code not in RATES:
        raise UnknownTaxCode(tax_code)
    if zero_rated or not registered:
        return Decimal("0.00")
    return RATES[tax_code] if changed is None else changed


def split_gross(gross: Decimal, rate: Decimal) -> Split:
    """Split an amount that includes VAT; at 20 % VAT is a sixth, half up to the penny."""
    vat = round_penny(gross * rate / (1 + rate))
    return Split(gross=gross, net=gross - vat, vat=vat, rate=rate)


def allocate(amount: Decimal, weights: Sequence[Decimal]) -> list[Decimal]:
    """Share `amount` out by weight in whole pennies (largest remainder), so that the shares add up."""
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
    """Delivery has the VAT rate of the items; items at several rates share it by their value."""
    rates = {line.rate for line in lines}
    if len(rates) == 1:
        return split_gross(gross, rates.pop())
    shares = allocate(gross, [line.gross for line in lines])
    vat = sum((split_gross(share, line.rate).vat for share, line in zip(shares, lines, strict=True)), ZERO)
    return Split(gross=gross, net=gross - vat, vat=vat, rate=max(rates, default=Decimal(0)))


def split_refund(sold: Sequence[Split], named: Mapping[Decimal, Decimal], amount: Decimal) -> list[Split]:
    """Split a refund of `amount` over the rates that were `sold`, one Split a rate.

    `named` is the gross by rate of the returned items; where less went back than they cost, they share it.
    The rest of the amount is shared by what is left of each rate. The parts add up to the amount, but never
    to more than was sold. A full refund leaves no VAT, to the penny.
    """
    given = _at_most(amount, [min(named.get(row.rate, ZERO), row.gross) for row in sold])
    rest = [row.gross - part for row, part in zip(sold, given, strict=True)]
    beyond = min(max(amount - sum(given, ZERO), ZERO), sum(rest, ZERO))
    more = allocate(beyond, rest) if beyond else [ZERO] * len(rest)
    return [_part(row, part + extra) for row, part, extra in zip(sold, given, more, strict=True)]


def _at_most(amount: Decimal, parts: list[Decimal]) -> list[Decimal]:
    return allocate(amount, parts) if sum(parts, ZERO) > amount else parts


def _part(row: Split, gross: Decimal) -> Split:
    vat = round_penny(row.vat * gross / row.gross) if row.gross else ZERO
    return Split(gross=gross, net=gross - vat, vat=vat, rate=row.rate)
