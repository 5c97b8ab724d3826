"""What the law and the warehouse need to know of an order, beside Oscar's columns."""

from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from oscar.apps.order.abstract_models import AbstractOrder

from shop.fields.email import EmailColumn
from shop.order.kinds import FreeReason, OrderKind

GIFT_MESSAGE = 250  # characters, so that it fits on the packing slip


class OrderColumns(AbstractOrder):
    """The columns of `Order`. `basket` is unique: two clicks, two tabs or two processes make one order."""

    status: str

    guest_email = EmailColumn(_("Guest email address"), blank=True)
    simulated = models.BooleanField(default=False, help_text="Paid with a simulated card: never shipped.")
    terms_version = models.ForeignKey("order.TermsVersion", models.PROTECT, null=True, related_name="orders")
    delivery_zone = models.CharField(max_length=30, blank=True)
    delivery_rule = models.JSONField(default=dict, help_text="Threshold, rate and promise that applied.")
    tracking_number = models.CharField(max_length=40, blank=True)
    dispatched_at = models.DateTimeField(null=True, blank=True)
    taken_back_at = models.DateTimeField(null=True, help_text="When its items went back into a basket.")
    delivery_vat_rate = models.DecimalField(max_digits=5, decimal_places=4, default=Decimal("0"))
    gift_message = models.CharField(
        max_length=GIFT_MESSAGE, blank=True, help_text="Printed on the packing slip, as the buyer wrote it."
    )
    hides_prices = models.BooleanField(default=False, help_text="The parcel must not show prices.")
    kind = models.CharField(
        max_length=20, choices=OrderKind, default=OrderKind.SALE, db_default=OrderKind.SALE.value
    )
    replaces = models.ForeignKey(
        "self", models.PROTECT, null=True, editable=False, related_name="replacements"
    )
    free_reason = models.CharField(max_length=20, choices=FreeReason, blank=True, default="", db_default="")
    form_key = models.UUIDField(
        null=True,
        unique=True,
        editable=False,
        help_text="Of staff’s form, so that two clicks make one order.",
    )

    class Meta(AbstractOrder.Meta):
        abstract = True
        constraints: ClassVar = [models.UniqueConstraint(fields=["basket"], name="order_one_order_a_basket")]
