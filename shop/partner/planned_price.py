"""A price for some days: it begins and ends by itself."""

from typing import ClassVar

from django.db import models

from shop.london import london


class Ending(models.TextChoices):
    """What became of the price when a plan ended."""

    RESTORED = "restored", "The price from before is back"
    LEFT = "left", "The price had been changed meanwhile and was left as it is"
    CANCELLED = "cancelled", "Cancelled"
    MISSED = "missed", "Never began: the schedule didn’t run on its days"


class PlannedPrice(models.Model):
    """The price of one size from the beginning of a London day to the end of another.

    `price_before` is noted when it begins, not when it is planned: until then staff may change the price.
    Everything that writes a row holds the lock of its stock record (`planned_prices.py`).
    """

    stock_record = models.ForeignKey(
        "partner.StockRecord", models.CASCADE, related_name="planned_prices", verbose_name="size"
    )
    price = models.DecimalField(max_digits=12, decimal_places=2, help_text="In pounds, VAT included.")
    since = models.DateField("from")
    until = models.DateField(help_text="The last day, to its end.")
    price_before = models.DecimalField(max_digits=12, decimal_places=2, null=True, editable=False)
    began_at = models.DateTimeField(null=True, editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)
    ending = models.CharField(max_length=10, choices=Ending.choices, blank=True, editable=False)
    price_found = models.DecimalField(
        max_digits=12, decimal_places=2, null=True, editable=False, help_text="At the end, where it was left."
    )

    class Meta:
        app_label = "partner"
        ordering: ClassVar = ["since", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(since__lte=models.F("until")), name="partner_planned_price_days"
            ),
            models.CheckConstraint(condition=models.Q(price__gt=0), name="partner_planned_price_positive"),
            models.UniqueConstraint(
                fields=["stock_record"],
                condition=models.Q(began_at__isnull=False, ended_at__isnull=True),
                name="partner_planned_price_one_runs",
            ),
        ]

    def __str__(self) -> str:
        return f"£{self.price} from {london(self.since)} until {london(self.until)}"

    @property
    def is_running(self) -> bool:
        return self.began_at is not None and self.ended_at is None
