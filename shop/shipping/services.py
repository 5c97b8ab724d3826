"""Changes of delivery prices and of the free-delivery rule."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.db import transaction

from shop.shipping import zones
from shop.shipping.methods import stored_threshold
from shop.shipping.models import DeliveryRate, FreeDeliveryRule
from shop.shipping.threshold import Threshold


class RuleHasChanged(Exception):
    """A colleague set another free-delivery rule meanwhile: `now`."""

    def __init__(self, now: Threshold) -> None:
        super().__init__(now.promise)
        self.now = now


def is_promised(rate: DeliveryRate) -> bool:
    """Whether a rate is part of the promise of one UK delivery price, free above the threshold."""
    return rate.method_code == "standard" and zones.is_in_promise(rate.zone)


@transaction.atomic
def change_rates(
    *, changes: Sequence[tuple[DeliveryRate, dict[str, Any]]], uk_price: Decimal | None = None
) -> int:
    """Save changed columns of rates, and `uk_price` for standard delivery in the UK; return how many changed.

    Pages name one price for UK delivery. A higher price for Highland or island zones would make that
    misleading (DMCC Act 2024), so the standard price is the same in all UK zones.
    """
    everything = {rate.pk: (rate, dict(values)) for rate, values in changes}
    if uk_price is not None:
        for rate in DeliveryRate.objects.exclude(price=uk_price):
            if is_promised(rate):
                everything.setdefault(rate.pk, (rate, {}))[1]["price"] = uk_price
    for rate, values in everything.values():
        _save(rate, values)
    return len(everything)


def _save(rate: DeliveryRate, values: dict[str, Any]) -> None:
    """Each by itself: the log follows what is saved."""
    for name, value in values.items():
        setattr(rate, name, value)
    rate.save(update_fields=list(values))


@transaction.atomic
def change_free_delivery(*, rule: Threshold, seen: str) -> FreeDeliveryRule:
    """Set the rule from now on, for pages and baskets; orders keep theirs.

    `seen` is the promise that the page showed; RuleHasChanged if another one is in force by now.
    """
    now = stored_threshold()
    if now.promise != seen:
        raise RuleHasChanged(now)
    return FreeDeliveryRule.objects.create(amount=rule.amount, inclusive=rule.inclusive)
