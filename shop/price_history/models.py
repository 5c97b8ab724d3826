"""The price history: a row for each change of a product’s price, by whichever way it was changed."""

from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.utils import timezone

from shop.integrity.immutable_rows import ImmutableColumns, ImmutableColumnsQuerySet
from shop.london import iso


class PriceChange(ImmutableColumns):
    """The price of one size from a moment on.

    Triggers of the database add a row when the price of a stock record changes (`triggers.py`). A job adds
    one when public offers begin or cease to lower it (`shop/offer/offer_prices.py`). No row is ever edited.
    """

    immutable = frozenset({"product", "price", "offer_price", "changed_at"})

    product = models.ForeignKey("catalogue.Product", on_delete=models.CASCADE, related_name="price_changes")
    price = models.DecimalField(max_digits=12, decimal_places=2, help_text="Without offers.")
    offer_price = models.DecimalField(
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        help_text="What one item costs everybody while public offers lower it.",
    )
    changed_at = models.DateTimeField(default=timezone.now)

    objects = ImmutableColumnsQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[tuple[str, ...]] = ("product", "changed_at", "pk")
        indexes: ClassVar[tuple[models.Index, ...]] = (
            models.Index(fields=["product", "changed_at"], name="price_history_by_product"),
        )

    def __str__(self) -> str:
        return f"{self.product}: £{self.asked} from {iso(self.changed_at)}"

    @property
    def asked(self) -> Decimal:
        """What one item cost everybody."""
        return self.price if self.offer_price is None else self.offer_price
