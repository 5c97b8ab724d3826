"""Delivery prices by method and zone, a table that staff edit."""

from typing import ClassVar

from django.core.validators import MinValueValidator
from django.db import models

from shop.shipping import zones


class DeliveryRate(models.Model):
    """The price of one method in one zone, VAT included, and its delivery time in working days."""

    method_code = models.CharField(max_length=20, choices=[("standard", "Standard"), ("express", "Express")])
    zone = models.CharField(max_length=30)
    price = models.DecimalField(max_digits=6, decimal_places=2, validators=[MinValueValidator(0)])
    min_days = models.PositiveSmallIntegerField(default=2)
    max_days = models.PositiveSmallIntegerField(default=3)
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering: ClassVar = ["zone", "method_code"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["method_code", "zone"], name="shipping_one_rate_a_zone"),
            models.CheckConstraint(
                condition=models.Q(min_days__lte=models.F("max_days")), name="shipping_days_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_method_code_display()} to {self.zone_name}"

    @property
    def zone_name(self) -> str:
        """The zone’s everyday name."""
        return zones.NAMES.get(self.zone, self.zone)


from oscar.apps.shipping.models import *  # noqa: E402, F403
