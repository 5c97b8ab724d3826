"""The free-delivery rule, its wording and “x to go”: one place for all of them. Pure."""

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from shop.money import PENNY, to_pence


def money(amount: Decimal) -> str:
    """“£45”, “£3.20”, “1p”: as a person would write it."""
    if Decimal(0) < amount < 1:
        return f"{to_pence(amount)}p"
    return f"£{amount:,.0f}" if amount == amount.to_integral_value() else f"£{amount:,.2f}"


WORTH_SAYING = Decimal("1.00")  # below this, asking somebody to spend the rest reads like a machine


@dataclass(frozen=True)
class Threshold:
    """Free standard delivery over `amount` of goods, after discounts and VAT included.

    `inclusive` decides whether exactly `amount` counts; every wording follows from the two.
    """

    amount: Decimal
    inclusive: bool = False
    more_wording: ClassVar[str] = "Spend {} more for free UK delivery"
    free_wording: ClassVar[str] = "Your UK delivery is free"

    def is_free(self, goods_total: Decimal) -> bool:
        """Whether goods worth this are delivered free of charge."""
        return goods_total >= self.amount if self.inclusive else goods_total > self.amount

    def to_go(self, goods_total: Decimal) -> Decimal:
        """What is still missing, in pounds; nothing once delivery is free."""
        target = self.amount if self.inclusive else self.amount + PENNY
        return max(target - goods_total, Decimal("0.00"))

    @property
    def condition(self) -> str:
        """“over £45” or “on £45 or more”: the words of the rule that really applies."""
        return f"on {money(self.amount)} or more" if self.inclusive else f"over {money(self.amount)}"

    @property
    def promise(self) -> str:
        """The headline, which must carry the threshold and say where it holds."""
        return f"Free UK delivery {self.condition}"

    def progress(self, goods_total: Decimal) -> str:
        """What the delivery bar says for a basket worth this; the page's script uses the same words.

        An empty basket, and one a few pence short, are told the rule: no call to spend £45.01 or 1p.
        """
        if self.is_free(goods_total):
            return self.free_wording
        if not goods_total or self.to_go(goods_total) < WORTH_SAYING:
            return self.promise
        return self.more_wording.format(money(self.to_go(goods_total)))
