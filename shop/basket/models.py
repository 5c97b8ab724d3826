"""Basket models: Oscar's schema, read in a fixed number of queries."""

from typing import Any

from oscar.apps.basket.abstract_models import AbstractBasket


class Basket(AbstractBasket):
    """A basket whose lines come with all that pricing and showing them needs."""

    _lines: Any

    class Meta(AbstractBasket.Meta):
        abstract = False

    def all_lines(self) -> Any:
        """Oscar's cached line set, with parents: a size's tax, title and pictures are its parent's.

        Called by everything that prices or shows a basket; without the joins each line costs
        five more queries.
        """
        if self.id is not None and self._lines is None:
            self._lines = (
                self.lines.select_related(
                    "product__product_class", "product__parent__product_class", "stockrecord__partner"
                )
                .prefetch_related("attributes", "product__images", "product__parent__images")
                .order_by("pk")
            )
        return super().all_lines()

    @property
    def num_lines(self) -> int:
        """Called by is_empty before the lines are read anyway; Oscar counts them in a query of its own."""
        return len(self.all_lines())


from oscar.apps.basket.models import *  # noqa: E402, F403
