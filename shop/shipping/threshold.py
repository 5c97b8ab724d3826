"""The free-delivery rule, its wording and the amount still to spend, all in one place. Pure."""

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from shop.money import PENNY, to_pence


def money(amount: Decimal) -> str:
    """“£45”, “£3.20”, “1p”: an amount as people write it."""
    if Decimal(0) < amount < 1:
        return f"{to_pence(amount)}p"
    return f"£{amount:,.0f}" if amount == amount.to_integral_value() else f"£{amount:,.2f}"


WORTH_SAYING = Decimal("1.00")  # a call to spend less than this looks silly


@dataclass(frozen=True)
class Threshold:
    """Free standard delivery over `amount` of items, after discounts and including VAT.

    `inclusive` decides whether exactly `amount` counts; every wording follows from the two.
    """

    amount: Decimal
    inclusive: bool = False
    more_wording: ClassVar[str] = "Spend {} more for free UK delivery"
    free_wording: ClassVar[str] = "Your UK delivery is free"

    def is_free(self, goods_total: Decimal) -> bool:
        """Whether delivery is free for items of this value."""
        return goods_total >= self.amount if self.inclusive else goods_total > self.amount

    def to_go(self, goods_total: Decimal) -> Decimal:
        """The amount still to spend, in pounds; zero once delivery is free."""
        target = self.amount if self.inclusive else self.amount + PENNY
        return max(target - goods_total, Decimal("0.00"))

    @property
    def condition(self) -> str:
        """“over £45” or “on £45 or more”."""
        return f"on {money(self.amount)} or more" if self.inclusive else f"over {money(self.amount)}"

    @property
    def promise(self) -> str:
        """The headline: it must name the threshold and the area (CAP Code, rule 3.9)."""
        return f"Free UK delivery {self.condition}"

    def progress(self, goods_total: Decimal) -> str:
        """The text of the delivery bar for items of this value; the page’s script has the same texts.

        An empty basket, and one a few pence short, show the rule, not “Spend £45.01 more” or “Spend 1p more”.
        """
        if self.is_free(goods_total):
            return self.free_wording
        if not goods_total or self.to_go(goods_total) < WORTH_SAYING:
            return self.promise
        return self.more_wording.format(money(self.to_go(goods_total)))
