"""Offer models: Oscar's schema, with a range that can be told the answers beforehand."""

from collections.abc import Iterable
from typing import Any

from django.db.models import F, Q
from oscar.apps.offer.abstract_models import AbstractBenefit, AbstractConditionalOffer, AbstractRange
from oscar.apps.offer.results import ZERO_DISCOUNT

from shop.integrity.changed_columns import ChangedColumns
from shop.offer.multibuy import consume, free_cheapest
from shop.public_text import SpokenTexts
from shop.signals import offer_counted


class OfferUsedUp(Exception):
    """Others have used the last of a limited offer meanwhile."""


class Range(SpokenTexts, AbstractRange):
    """Products an offer is about."""

    answers: dict[int, bool] | None = None

    class Meta(AbstractRange.Meta):
        abstract = False

    def contains_product(self, product: Any) -> bool:
        """Called for each line by each condition and benefit.

        Oscar asks the database every time: a basket of ten lines with two offers makes sixty
        queries. `shop.offer.membership` answers for a whole basket in four.
        """
        if self.answers is not None and product.pk in self.answers:
            return self.answers[product.pk]
        return bool(super().contains_product(product))


class Benefit(AbstractBenefit):
    """What an offer gives."""

    class Meta(AbstractBenefit.Meta):
        abstract = False

    def get_applicable_lines(self, offer: Any, basket: Any, range: Any = None) -> Any:
        """Called by each benefit; the fixed price gives its condition's `range`, and wants untouched lines.

        Oscar also names lines on which nothing is left to discount. A percentage then stops at the
        first line that another offer has taken, and a bundle is priced again and again on one line.
        """
        found = super().get_applicable_lines(offer, basket, range)
        return [
            (price, line)
            for price, line in found
            if line.is_available_for_offer_discount(offer)
            or (range is None and line.has_offer_discount(offer))
        ]


class ConditionalOffer(SpokenTexts, AbstractConditionalOffer, ChangedColumns):
    """An offer that gives what its words say, and whose counters can be trusted while somebody edits it."""

    counted = frozenset({"num_applications", "total_discount", "num_orders"})

    class Meta(AbstractConditionalOffer.Meta):
        abstract = False

    def apply_benefit(self, basket: Any) -> Any:
        """Called by the applicator until nothing more is given.

        Oscar's amounts off don't use up what met their condition: “£2 off one item for every three”
        would be given again for the fourth item and the fifth.
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

    def _parts_on(self, basket: Any) -> list[tuple[Any, Any, int]]:
        """Line, amount and quantity of each discount this offer has given."""
        return [
            (line, part.amount, part.quantity)
            for line in basket.all_lines()
            for part in line.discounts.all()
            if part.offer == self
        ]

    def record_usage(self, discount: dict[str, Any]) -> None:
        """Called by OrderCreator for each offer of an order; raises OfferUsedUp.

        Oscar adds to what it has read: two orders at once count as one, and a limit of 100 uses
        can be passed. Here limit and counters are one UPDATE.
        """
        room = Q(max_global_applications=None) | Q(
            max_global_applications__gte=F("num_applications") + discount["freq"]
        )
        rows = type(self).objects.filter(room, pk=self.pk)
        if not rows.update(**_counted(discount["freq"], discount["discount"], 1)):
            raise OfferUsedUp(self.name)
        if self.max_global_applications or self.max_discount:  # this may have been the last
            offer_counted.send(sender=type(self))

    @classmethod
    def lock(cls, pks: Iterable[int]) -> None:
        """Lock several by id before they are counted: an offer's priority is another order than that.

        Placing counts in one order and giving back in another, and each would wait for the other.
        """
        if len(several := set(pks)) > 1:
            list(cls.objects.select_for_update().filter(pk__in=several).order_by("pk").values_list("pk"))

    def take_back_usage(self, *, freq: int, amount: Any) -> None:
        """Undo one order's record_usage, when the order is cancelled unpaid."""
        type(self).objects.filter(pk=self.pk).update(**_counted(-freq, -amount, -1))
        if self.max_global_applications or self.max_discount:
            offer_counted.send(sender=type(self))


def _counted(freq: int, amount: Any, orders: int) -> dict[str, Any]:
    return {
        "num_applications": F("num_applications") + freq,
        "total_discount": F("total_discount") + amount,
        "num_orders": F("num_orders") + orders,
    }


from oscar.apps.offer.models import *  # noqa: E402, F403
