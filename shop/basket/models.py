"""Basket models: Oscar's schema, read in a fixed number of queries."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.db import models
from oscar.apps.basket.abstract_models import AbstractBasket, AbstractLine
from oscar.core.loading import get_model

from shop.caching.prepared_query import PreparedQuery
from shop.money import round_penny
from shop.offer.models import ConditionalOffer

OF_PRODUCTS = [
    *["structure", "parent", "product_class__track_stock", "title", "volume_ml", "upc", "tax_code"],
    *["is_public", "is_discountable", "ni_ready"],
]
READ = [  # what pricing, checkout and placing look at; pages take the rest from `line_facts`
    *["basket", "product", "stockrecord", "quantity", "price_currency", "price_excl_tax", "price_incl_tax"],
    *["line_reference", "tax_code", "source"],
    *[f"product__{name}" for name in OF_PRODUCTS],
    *[f"product__parent__{name}" for name in OF_PRODUCTS],
    *[f"stockrecord__{name}" for name in ["product", "partner_sku", "price", "price_currency"]],
    *[f"stockrecord__{name}" for name in ["num_in_stock", "num_allocated", "partner__name"]],
    "stockrecord__low_stock_threshold",
]


class Basket(AbstractBasket):
    """A basket whose lines come with all that pricing and showing them needs."""

    _lines: Any
    codes_to_try: Any = None  # vouchers to price with in place of its own (`shop.basket.pricing`)
    gets_site_offers = True
    priced_for: Any = None  # the user whose codes count
    offers_tried: Sequence[Any] = ()  # that pricing looked at, whether or not they gave anything
    has_held_stock = False  # its pieces are set aside for it already (`shop.phone_orders`)
    is_being_placed = False  # an order copies the lines’ options

    class Meta(AbstractBasket.Meta):
        abstract = False

    def every_line(self) -> list[Any]:
        """Oscar's cached line set, with parents: a size's tax, title and pictures are its parent's.

        Without the joins each line costs five more queries.
        """
        if self.id is not None and self._lines is None:
            self._lines = _read(self)
        return list(super().all_lines())

    def all_lines(self) -> list[Any]:
        """Called by everything that prices, counts or orders a basket: the lines that can be bought.

        What is sold out or withdrawn waits beside them (`unavailable_lines`): it has no part in
        offers, totals or orders. Without a strategy, as in Oscar's reports, that can't be told.
        """
        every = self.every_line()
        return [line for line in every if line.can_be_bought] if self.has_strategy else every

    def unavailable_lines(self) -> list[Any]:
        """The lines that can't be bought as they stand: sold out, too few left, withdrawn."""
        return [line for line in self.every_line() if not line.can_be_bought]

    def codes(self) -> list[Any]:
        """Its vouchers; once its order is being placed the locked ones (`drop_spent_codes`)."""
        locked = getattr(self, "_prefetched_objects_cache", {}).get("vouchers")
        return CODES.read(self.pk) if locked is None else list(locked)

    @property
    def num_lines(self) -> int:
        """Called by is_empty before the lines are read anyway; Oscar counts them in a query of its own."""
        return len(self.all_lines())


def _lines_of(basket_id: int) -> models.QuerySet["Line"]:
    """A third of the columns, unsorted because Django pays for each ordered column."""
    joined = Line.objects.select_related(
        "product__product_class", "product__parent__product_class", "stockrecord__partner"
    )
    return joined.filter(basket=basket_id).only(*READ).order_by()


def _codes_of(basket_id: int) -> models.QuerySet[Any]:
    found: models.QuerySet[Any] = get_model("voucher", "Voucher").objects.filter(basket=basket_id)
    return found.order_by()


LINES = PreparedQuery(_lines_of)
CODES = PreparedQuery(_codes_of)


def _read(basket: Basket) -> list["Line"]:
    lines = sorted(LINES.read(basket.pk), key=lambda line: line.pk)
    for line in lines:
        line.basket = basket
    if basket.is_being_placed:
        models.prefetch_related_objects(lines, "attributes")
    return lines


class Line(AbstractLine):
    """A basket line with discounts in whole pence and the guide that it came from."""

    source = models.CharField(max_length=40, blank=True, db_index=True, help_text="Such as guide-12.")

    class Meta(AbstractLine.Meta):
        abstract = False

    def consume(self, quantity: Decimal | int, offer: ConditionalOffer | None = None) -> int:
        """Called by conditions, with their value, which is a Decimal; items are counted in whole numbers.

        The order's prices for each unit count with what was consumed.
        """
        return int(super().consume(int(quantity), offer))

    @property
    def num_free(self) -> int:
        """How many of it can be had now; none of what is withdrawn or has lost its price."""
        product, info = self.product, self.purchase_info
        parent = product.parent if product.is_child else product
        if not (product.is_public and parent.is_public) or not info.price.exists:
            return 0
        free = getattr(info.availability, "num_available", self.quantity)
        held = self.quantity if self.basket.has_held_stock else 0
        return max((free or 0) + held, 0)

    @property
    def can_be_bought(self) -> bool:
        """Whether the whole line can be had now."""
        return bool(self.num_free >= self.quantity)

    def discount(
        self,
        discount_value: Decimal,
        affected_quantity: int,
        incl_tax: bool = True,
        offer: ConditionalOffer | None = None,
    ) -> None:
        """Called by each benefit that applies to the line.

        Oscar keeps 10 % of £14.95 as £1.495, so that lines and totals end in fractions of a penny,
        which every column and every card then rounds in its own way. Two offers of 60 % each take
        no more than the line costs, or what was taken off would add up to more than the price.
        """
        left = Decimal(self.line_price_incl_tax_incl_discounts)
        whole = min(round_penny(Decimal(discount_value)), left)
        super().discount(whole, affected_quantity, incl_tax, offer)


from oscar.apps.basket.models import *  # noqa: E402, F403
