"""Applies offers to a basket, asking once for what Oscar asks line by line."""

from decimal import Decimal
from typing import Any

from oscar.apps.offer import applicator

from shop.offer.membership import share_ranges


class Applicator(applicator.Applicator):
    """Called whenever a basket is priced: by the middleware, after each change, at placing."""

    def get_site_offers(self) -> list[Any]:
        """Called by get_offers, which sorts by priority and keeps this order among equals.

        Sorted here: Django pays for each of the forty columns that are read in a query with an order.
        """
        return sorted(super().get_site_offers().order_by(), key=lambda offer: (-offer.priority, offer.pk))

    def apply_offers(self, basket: Any, offers: Any) -> None:
        """Oscar's, after every range has been told its answers for this basket."""
        share_ranges(offers, basket)
        super().apply_offers(basket, offers)
        _state_what_lines_got(basket)


def _state_what_lines_got(basket: Any) -> None:
    """Make each offer's discount the sum of what its lines were given, to the penny.

    Oscar rounds a percentage down over all lines together, and the lines one by one: the sum
    shown, and kept with the order, would differ from what was taken off.
    """
    given: dict[int, Decimal] = {}
    for line in basket.all_lines():
        for part in line.discounts.all():
            if part.offer is not None:
                given[part.offer.pk] = given.get(part.offer.pk, Decimal("0.00")) + part.amount
    for pk, application in basket.offer_applications.applications.items():
        if application["result"].affects_basket:
            application["discount"] = given.get(pk, application["discount"])
