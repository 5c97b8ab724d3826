"""Whose money went back: the lines of an order, and its delivery, share what it gave back. Pure; pence."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from shop.money import from_pence, to_pence
from shop.partner.vat import allocate


@dataclass(frozen=True)
class Part:
    """A line of an order, or its delivery: what was paid, the VAT in it, and what refunds name of it."""

    paid: int
    vat: int = 0
    named: int = 0


@dataclass(frozen=True)
class Back:
    """What went back, and the VAT that credit notes took off with it."""

    gross: int = 0
    vat: int = 0

    def __add__(self, other: "Back") -> "Back":
        return Back(self.gross + other.gross, self.vat + other.vat)


def shared_out(back: Back, parts: Sequence[Part]) -> list[Back]:
    """The share of each part, which add up to the penny.

    The items and the delivery that refunds name come first; the rest goes by what is left of each price. VAT
    follows the VAT that was in each share.
    """
    named = [min(part.named, part.paid) for part in parts]
    first = _by(min(back.gross, sum(named)), named)
    left = [part.paid - gone for part, gone in zip(parts, first, strict=True)]
    rest = _by(back.gross - sum(first), left)
    gross = [one + other for one, other in zip(first, rest, strict=True)]
    held = [
        Decimal(gone * part.vat) / part.paid if part.paid else Decimal(0)
        for gone, part in zip(gross, parts, strict=True)
    ]
    vat = [to_pence(share) for share in allocate(from_pence(back.vat), held)]
    return [Back(*pair) for pair in zip(gross, vat, strict=True)]


def _by(pence: int, weights: Sequence[int]) -> list[int]:
    return [to_pence(share) for share in allocate(from_pence(pence), [Decimal(one) for one in weights])]
