"""Changes of delivery prices."""

from django.db import transaction

from shop.shipping import zones
from shop.shipping.models import DeliveryRate


def is_promised(rate: DeliveryRate) -> bool:
    """Whether a rate is part of the promise of one UK delivery price, free above the threshold."""
    return rate.method_code == "standard" and zones.is_in_promise(rate.zone)


@transaction.atomic
def change_rate(*, rate: DeliveryRate) -> int:
    """Save a changed rate and return in how many zones the price changed.

    Pages name one price for UK delivery. A higher price for Highland or island zones would make that
    misleading (DMCC Act 2024), so the standard price is the same in all UK zones.
    """
    rate.save()
    changed = 1
    if is_promised(rate):
        uk = [zone for zone in zones.NAMES if zones.is_in_promise(zone)]
        others = DeliveryRate.objects.filter(method_code=rate.method_code, zone__in=uk).exclude(pk=rate.pk)
        for other in others.exclude(price=rate.price):
            other.price = rate.price
            other.save(update_fields=["price"])  # each by itself: the log follows what is saved
            changed += 1
    return changed
