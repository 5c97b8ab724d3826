"""Oscar’s row for the money of an order. Imported by `shop.payment.models`."""

from typing import ClassVar

from django.db import models
from oscar.apps.payment.abstract_models import AbstractSource


class Source(AbstractSource):
    """Money from one PaymentIntent for one order; its reference is the PaymentIntent's id."""

    class Meta(AbstractSource.Meta):
        abstract = False
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["reference"], condition=~models.Q(reference=""), name="payment_source_reference"
            )
        ]
