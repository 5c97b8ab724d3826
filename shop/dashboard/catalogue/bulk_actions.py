"""What may be done to several products at once, by the rules that hold for one."""

from typing import Any

from django.contrib import messages
from oscar.apps.dashboard.catalogue import bulk_actions

from shop.catalogue.querysets import publish
from shop.money import round_penny
from shop.partner.models import StockRecord
from shop.signals import displayed_stock_changed


class MakeProductsPublicAction(bulk_actions.MakeProductsPublicAction):
    """Called after the confirming page. Oscar's publishes whatever was ticked."""

    def execute(self, request: Any, objects: Any, form: Any) -> None:
        """Each goes through the gate by itself; those it refuses are named with the reason."""
        published, refused = publish(objects)
        for problem in refused:
            messages.error(request, " ".join(problem.messages))
        if published:
            messages.success(request, f"Published: {', '.join(map(str, published))}.")
        elif not refused:
            messages.info(request, "All of them are public already.")


class SetProductPriceAction(bulk_actions.SetProductPriceAction):
    """Called for “Update product prices”."""

    def execute(self, request: Any, objects: Any, form: Any) -> None:
        """The same in whole pence, and a cache in front of the shop forgets the pages with the old price."""
        chosen = list(objects.values_list("pk", flat=True))
        super().execute(request, objects, form)
        for record in StockRecord.objects.filter(product__in=chosen).select_related("product__parent"):
            if record.price is not None:  # a percentage leaves fractions of a penny
                StockRecord.objects.filter(pk=record.pk).update(price=round_penny(record.price))
            displayed_stock_changed.send(StockRecord, instance=record)
