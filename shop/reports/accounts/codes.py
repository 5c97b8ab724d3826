"""What the accounts of the bookkeeping and its VAT rates are called there. Pure."""

from dataclasses import dataclass
from decimal import Decimal

from shop.documents.rules import CONTRIBUTION, DELIVERY, GOODS, REDUCTION
from shop.partner.vat import RATES, percent, rate_for


@dataclass(frozen=True)
class Codes:
    """`contact` is the one customer under which all sales stand: no buyer's name leaves the shop."""

    contact: str
    sales: str
    delivery: str
    refunds: str
    contributions: str
    vat: str
    clearing: str
    standard: str
    reduced: str
    zero: str
    none: str

    def account(self, kind: str) -> str:
        """The account of a kind of line."""
        return {
            GOODS: self.sales,
            DELIVERY: self.delivery,
            REDUCTION: self.refunds,
            CONTRIBUTION: self.contributions,
        }[kind]

    def tax(self, rate: str | None) -> str:
        """What a rate is called; one that the shop doesn't know any more has its per cent."""
        if rate is None:
            return self.none
        names = {rate_for(code): getattr(self, code) for code in RATES}
        return str(names.get(Decimal(rate)) or f"{percent(Decimal(rate))}% (VAT on Income)")
