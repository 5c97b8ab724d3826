"""Parcels: what left the house in which one, when, and who sent it. Imported by `shop.order.models`."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from shop.london import london
from shop.order.tracking_numbers import tracking_url


class ParcelRows(models.QuerySet["Parcel"]):
    """Parcels of orders."""

    def sent(self) -> "ParcelRows":
        """Those that weren't taken back: they are on their way, or arrived."""
        return self.filter(taken_back_at=None)


class Parcel(models.Model):
    """One parcel of an order. Never deleted: a parcel that didn't leave after all is marked as taken back."""

    order = models.ForeignKey("order.Order", models.PROTECT, related_name="parcels")
    tracking_number = models.CharField(max_length=40, blank=True)
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    taken_back_at = models.DateTimeField(null=True, editable=False)

    objects = ParcelRows.as_manager()

    class Meta:
        app_label = "order"
        ordering: ClassVar = ["sent_at", "pk"]

    def __str__(self) -> str:
        return f"{self.order.number}, sent {london(self.sent_at)}"

    @property
    def tracking_url(self) -> str:
        """Royal Mail's page for it; empty without a number of their form."""
        return tracking_url(self.tracking_number)


class ParcelLine(models.Model):
    """So many pieces of an order line in a parcel."""

    parcel = models.ForeignKey(Parcel, models.CASCADE, related_name="lines")
    line = models.ForeignKey("order.Line", models.PROTECT, related_name="in_parcels")
    quantity = models.PositiveIntegerField()

    class Meta:
        app_label = "order"
        ordering: ClassVar = ["line"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["parcel", "line"], name="order_parcel_line_once")
        ]

    def __str__(self) -> str:
        return f"{self.quantity} of {self.line_id}"
