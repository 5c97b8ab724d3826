"""Bulk actions of the product list, with the same checks as for a single product."""

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest
from oscar.apps.dashboard.catalogue import bulk_actions

from shop.catalogue.querysets import GatedProducts, publish
from shop.money import round_penny
from shop.partner.models import StockRecord
from shop.signals import displayed_stock_changed


class MakeProductsPublicAction(bulk_actions.MakeProductsPublicAction):
    """Publishes the selected products. Oscar's action skips the publication check."""

    def execute(self, request: HttpRequest, objects: GatedProducts, form: Form) -> None:
        """Check each product; show the reason for those that can't be published."""
        published, refused = publish(objects)
        for problem in refused:
            messages.error(request, " ".join(problem.messages))
        if published:
            messages.success(request, f"Published: {', '.join(map(str, published))}.")
        elif not refused:
            messages.info(request, "All of them are public already.")


class SetProductPriceAction(bulk_actions.SetProductPriceAction):
    """“Update product prices”."""

    def execute(self, request: HttpRequest, objects: GatedProducts, form: Form) -> None:
        """Update, round to pence and purge pages with the old price from the CDN."""
        chosen = list(objects.values_list("pk", flat=True))
        super().execute(request, objects, form)
        for record in StockRecord.objects.filter(product__in=chosen).select_related("product__parent"):
            if record.price is not None:  # percentages give fractions of a penny
                StockRecord.objects.filter(pk=record.pk).update(price=round_penny(record.price))
            displayed_stock_changed.send(StockRecord, instance=record)
