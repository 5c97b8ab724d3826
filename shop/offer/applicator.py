"""Applies offers to a basket, asking once for what Oscar asks line by line."""

from typing import Any

from oscar.apps.offer import applicator

from shop.offer.membership import share_ranges


class Applicator(applicator.Applicator):
    """Called whenever a basket is priced: by the middleware, after each change, at placing."""

    def apply_offers(self, basket: Any, offers: Any) -> None:
        """Oscar's, after every range has been told its answers for this basket."""
        share_ranges(offers, basket)
        super().apply_offers(basket, offers)
