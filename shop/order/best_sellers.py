"""Best sellers: Oscar’s product score is the number of units sold in the last three months."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from oscar.apps.analytics.models import ProductRecord

from shop.catalogue.version import bump_catalogue_version
from shop.order.sales import units_sold

DAYS = 90


@transaction.atomic
def rank() -> bool:
    """Store the scores. Pages are made anew only if the order of the best sellers changes; says whether."""
    records = ProductRecord.objects
    sold = units_sold(timezone.now() - timedelta(days=DAYS))
    before = dict(records.exclude(score=0).values_list("product_id", "score"))
    for product in sold.keys() | before.keys():
        if before.get(product) != sold.get(product, 0):
            records.update_or_create(product_id=product, defaults={"score": sold.get(product, 0)})
    changed = _order(before) != _order(sold)
    if changed:
        bump_catalogue_version()
    return changed


def _order(scores: dict[int, int]) -> list[int]:
    return sorted(scores, key=lambda product: (-scores[product], product))
