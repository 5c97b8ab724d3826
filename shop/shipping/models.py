"""Delivery prices by method and zone, a table that staff edit."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils import timezone

from shop.london import london
from shop.shipping import zones
from shop.shipping.dates import CUT_OFF


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


class DispatchHours(models.Model):
    """Until which hour of the day (London time) an order still leaves on it; there is one row at most."""

    cut_off = models.TimeField(default=CUT_OFF)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"Orders before {self.cut_off.hour}:{self.cut_off.minute:02}"


class Closure(models.Model):
    """Days on which nothing is sent, such as a holiday of ours; bank holidays are known without."""

    LONGEST = 60  # days

    first_day = models.DateField()
    last_day = models.DateField()
    reason = models.CharField(max_length=100, blank=True, help_text="For colleagues; shoppers see the dates.")

    class Meta:
        default_permissions = ()
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(first_day__lte=models.F("last_day")), name="shipping_closure_in_order"
            ),
        ]

    def __str__(self) -> str:
        if self.first_day == self.last_day:
            return f"Closed on {london(self.first_day)}"
        return f"Closed from {london(self.first_day)} to {london(self.last_day)}"

    def clean(self) -> None:
        """Raises ValidationError for days in the wrong order, and for a closure that is probably a slip."""
        if not (self.first_day and self.last_day):
            return
        if self.last_day < self.first_day:
            raise ValidationError({"last_day": "The last day is before the first one."})
        if (self.last_day - self.first_day).days >= self.LONGEST:
            raise ValidationError({"last_day": f"At most {self.LONGEST} days at a time."})


class FreeDeliveryRule(models.Model):
    """From how much on standard delivery in the UK is free. Rows are added; the newest is in force."""

    amount = models.DecimalField(max_digits=6, decimal_places=2, validators=[MinValueValidator(0)])
    inclusive = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()
        ordering: ClassVar = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"Free delivery {'on' if self.inclusive else 'over'} £{self.amount}"


from oscar.apps.shipping.models import *  # noqa: E402, F403
