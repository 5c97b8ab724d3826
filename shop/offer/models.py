"""Offer models: Oscar’s schema, with ranges that can be given their answers in advance."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db.models import F, Q
from oscar.apps.offer.abstract_models import AbstractBenefit, AbstractConditionalOffer, AbstractRange
from oscar.apps.offer.results import ZERO_DISCOUNT, BasketDiscount

from shop.integrity.changed_columns import ChangedColumns
from shop.offer.multibuy import AffectedLine, consume, free_cheapest
from shop.partner.protocols import BasketLine, PricedBasket, SoldProduct
from shop.public_text import CheckedTexts
from shop.signals import offer_counted


class OfferUsedUp(Exception):
    """Other orders have used up a limited offer meanwhile."""


class Range(CheckedTexts, AbstractRange):
    """Products that an offer applies to."""

    answers: dict[int, bool] | None = None
    has_categories = False  # then only Oscar’s query can answer

    class Meta(AbstractRange.Meta):
        abstract = False

    def contains_product(self, product: SoldProduct) -> bool:
        """Called for each line by each condition and benefit.

        Oscar queries the database every time: a basket of ten lines with two offers runs sixty queries.
        `shop.offer.membership` answers for a whole basket in four.
        """
        if self.answers is not None and product.pk in self.answers:
            return self.answers[product.pk]
        return bool(super().contains_product(product))


class Benefit(AbstractBenefit):
    class Meta(AbstractBenefit.Meta):
        abstract = False

    def get_applicable_lines(
        self, offer: "ConditionalOffer", basket: PricedBasket, range: Range | None = None
    ) -> list[tuple[Decimal, BasketLine]]:
        """Called by each benefit; the fixed price passes its condition’s `range` and wants untouched lines.

        Oscar also returns lines without anything left to discount. A percentage then stops at the first line
        that another offer has used, and a bundle is priced again and again on one line.
        """
        found = super().get_applicable_lines(offer, basket, range)
        return [
            (price, line)
            for price, line in found
            if line.is_available_for_offer_discount(offer)
            or (range is None and line.has_offer_discount(offer))
        ]


class ConditionalOffer(CheckedTexts, AbstractConditionalOffer, ChangedColumns):
    """An offer whose discounts match its wording and whose counters stay right while staff edit it."""

    counted = frozenset({"num_applications", "total_discount", "num_orders"})
    is_prepared = False  # its rules are proxies, and each range is read (`shop.offer.membership`)

    class Meta(AbstractConditionalOffer.Meta):
        abstract = False

    def apply_benefit(self, basket: PricedBasket) -> BasketDiscount:
        """Called by the applicator until it gives no more discount.

        Oscar’s fixed amounts don’t use up the items that met their condition: “£2 off one item for every
        three” would be given again for the fourth item and the fifth.
        """
        condition, benefit = self.condition.proxy(), self.benefit.proxy()
        if not condition.is_satisfied(self, basket):
            return ZERO_DISCOUNT
        if not benefit.proxy_class and benefit.type == benefit.MULTIBUY:
            return free_cheapest(basket=basket, condition=condition, offer=self)
        before = self._parts_on(basket)
        result = benefit.apply(basket, condition, self)
        if result.is_successful and benefit.type in {benefit.FIXED, benefit.FIXED_UNIT}:
            affected = self._parts_on(basket)[len(before) :]
            consume(basket=basket, condition=condition, offer=self, affected=affected)
        return result

    def _parts_on(self, basket: PricedBasket) -> list[AffectedLine]:
        """Line, amount and quantity of each discount of this offer."""
        return [
            (line, part.amount, part.quantity)
            for line in basket.all_lines()
            for part in line.discounts.all()
            if part.offer == self
        ]

    def record_usage(self, discount: dict[str, Any]) -> None:
        """Called by OrderCreator for each offer of an order; raises OfferUsedUp.

        Oscar adds to the value it has read: two orders at once count as one, and a limit of 100 uses can be
        exceeded. Here limit and counters are one UPDATE.
        """
        room = Q(max_global_applications=None) | Q(
            max_global_applications__gte=F("num_applications") + discount["freq"]
        )
        rows = type(self).objects.filter(room, pk=self.pk)
        if not rows.update(**_counted(discount["freq"], discount["discount"], 1)):
            raise OfferUsedUp(self.name)
        if self.max_global_applications or self.max_discount:  # this may have been the last use
            offer_counted.send(sender=type(self))

    @classmethod
    def lock(cls, pks: Iterable[int]) -> None:
        """Lock several offers in the order of their ids before counting them.

        Placing and cancelling orders count in different orders, and each would wait for the other (deadlock).
        """
        if len(several := set(pks)) > 1:
            list(cls.objects.select_for_update().filter(pk__in=several).order_by("pk").values_list("pk"))

    def release_usage(self, *, freq: int, amount: Decimal) -> None:
        """Undo record_usage for one order that is cancelled unpaid."""
        type(self).objects.filter(pk=self.pk).update(**_counted(-freq, -amount, -1))
        if self.max_global_applications or self.max_discount:
            offer_counted.send(sender=type(self))


def _counted(freq: int, amount: Decimal, orders: int) -> dict[str, Any]:
    return {
        "num_applications": F("num_applications") + freq,
        "total_discount": F("total_discount") + amount,
        "num_orders": F("num_orders") + orders,
    }


from oscar.apps.offer.models import *  # noqa: E402, F403
