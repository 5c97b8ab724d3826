"""Takes products out of the lists without deleting them: orders, batches and recalls go on naming them.

Only the product’s own row changes: its sizes have no page without it.
"""

from django.db import transaction
from django.utils import timezone

from shop.catalogue.models import Product

COLUMNS = ("archived_at", "is_public", "date_updated")


@transaction.atomic
def archive(*, product: Product) -> None:
    """Stop the sale and archive it; a second time changes nothing."""
    if product.is_archived:
        return
    product.is_public = False
    product.archived_at = timezone.now()
    product.save(update_fields=COLUMNS)


@transaction.atomic
def bring_back(*, product: Product) -> None:
    """As a draft, which is published like every other."""
    if not product.is_archived:
        return
    product.archived_at = None
    product.save(update_fields=COLUMNS)
