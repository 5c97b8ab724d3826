"""Review requests, one an order, and reminders, one for each product of an order."""

from typing import ClassVar

from django.db import models

from shop.catalogue.models import Product
from shop.fields.email import EmailColumn
from shop.order.models import Order


class ReviewRequest(models.Model):
    """An order whose buyer was asked for reviews. Its email may be deleted; the row stops a second one."""

    order = models.OneToOneField(Order, models.CASCADE, related_name="review_request")
    queued_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"Review request for {self.order.number}"


class LowReminder(models.Model):
    """A buyer's wish to be told once, before a bottle is empty, with the words they agreed to.

    `due_on` is set when the order has been sent: the bottle lasts `lasts_days` from its arrival.
    """

    order = models.ForeignKey(Order, models.CASCADE, related_name="low_reminders")
    product = models.ForeignKey(Product, models.CASCADE, related_name="+")
    email = EmailColumn(max_length=254, db_index=True)
    times_a_week = models.PositiveSmallIntegerField()
    lasts_days = models.PositiveIntegerField()
    wording = models.TextField(help_text="The words shown beside the button, as they stood.")
    wording_version = models.PositiveSmallIntegerField()
    page = models.CharField(max_length=40, help_text="Where they were shown.")
    asked_at = models.DateTimeField()
    due_on = models.DateField(null=True, blank=True, db_index=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    stopped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["order", "product"], name="aftercare_one_reminder_a_product")
        ]

    def __str__(self) -> str:
        return f"{self.product} for {self.order.number}"

    @property
    def is_waiting(self) -> bool:
        return self.sent_at is None and self.stopped_at is None
