"""Payment links: baskets that staff have filled for somebody on the telephone."""

from datetime import datetime
from decimal import Decimal
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from shop.checkout.details import Details
from shop.fields.email import EmailColumn
from shop.money import from_pence
from shop.order import statuses
from shop.order.models import Order


class State(models.TextChoices):
    """How far a link is; whether an order is paid is the order's own status."""

    DRAFT = "draft", "Not sent yet"
    SENT = "sent", "Sent"
    OPENED = "opened", "Opened"
    ORDERED = "ordered", "Ordered"
    EXPIRED = "expired", "Expired"
    WITHDRAWN = "withdrawn", "Withdrawn"
    GIVEN = "given", "Sent at no charge"


HOLDING = (State.SENT, State.OPENED)  # the stock of its basket is set aside


class PaymentLink(models.Model):
    """A prepared basket and where it goes. While it is sent or opened, its stock is set aside.

    The buyer's own click makes the order, at the prices of that moment. `email` is that of the buyer's
    account where they have one. Whoever ordered needs no copy: `details` is emptied then.
    """

    basket = models.OneToOneField("basket.Basket", models.CASCADE, related_name="payment_link")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    email = EmailColumn(blank=True)
    details = models.JSONField(default=dict)
    state = models.CharField(max_length=20, choices=State, default=State.DRAFT)
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    total_minor = models.PositiveIntegerField(default=0, help_text="Pence, as staff said on the telephone.")

    class Meta:
        ordering: ClassVar = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"Payment link {self.pk}"

    @property
    def where(self) -> Details:
        """Address, delivery and gift, as the checkout knows them."""
        return Details(**{name: str(value) for name, value in self.details.items()})

    @property
    def order(self) -> Order | None:
        """The order that came of it; a list prefetches `basket__order_set`."""
        return next(iter(self.basket.order_set.all()), None)

    @property
    def is_holding(self) -> bool:
        """Whether its stock is set aside."""
        return self.state in HOLDING

    @property
    def pounds(self) -> Decimal:
        """The total that was said on the telephone; nothing before the link is sent."""
        return from_pence(self.total_minor)

    def is_open(self, now: datetime | None = None) -> bool:
        """Whether its buyer can still order."""
        return self.is_holding and bool(self.expires_at and (now or timezone.now()) < self.expires_at)

    @property
    def label(self) -> str:
        """The state in words, with that of its order."""
        order = self.order
        if order is None:
            return str(self.get_state_display())
        if order.status in statuses.SOLD:
            return "Paid"
        return "Not paid" if order.status == statuses.CANCELLED else "Ordered, waiting for the payment"
