"""Where an order goes. Imported by `shop.order.models`."""

from django.core.exceptions import ValidationError
from oscar.apps.address.abstract_models import AbstractShippingAddress

from shop.shipping.postcodes import NOT_OURS, InvalidPostcode
from shop.shipping.zones import NAMES, zone_for


class ShippingAddress(AbstractShippingAddress):
    """Where an order goes. Price, VAT and what may be sent follow from its zone, so that can't change."""

    class Meta(AbstractShippingAddress.Meta):
        abstract = False

    def clean(self) -> None:
        """Called by every form, and by `save` for a row that exists."""
        super().clean()
        orders = self.order_set.exclude(delivery_zone="") if self.pk else []
        for order in orders:
            refuse_other_zone(order.delivery_zone, self.postcode or "")

    def save(self, *args: object, **kwargs: object) -> None:
        """Raises ValidationError where the new address is in another delivery zone than the price was made
        for.
        """
        if self.pk:
            self.clean()
        super().save(*args, **kwargs)


def refuse_other_zone(zone: str, postcode: str) -> None:
    """Raise ValidationError, naming both zones, or what is wrong with the postcode."""
    try:
        found = zone_for(postcode)
    except InvalidPostcode as problem:
        raise ValidationError({"postcode": NOT_OURS}) from problem
    if found != zone:
        raise ValidationError(
            {
                "postcode": f"{postcode} is {NAMES.get(found, found)}; this order was priced for "
                f"{NAMES.get(zone, zone)}. Cancel it, and take it again as a phone order."
            }
        )
