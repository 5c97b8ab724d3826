"""How many reports there are: numbers, never what is in them."""

from django.db.models import Count, Q

from shop.catalogue.models import Batch
from shop.safety.models import AdverseEvent


def counts_of(batch: Batch) -> dict[str, int]:
    """Reports of the batch and of its size, all and serious."""
    serious = ~Q(criterion="") | Q(state="new", said_serious=True)
    ours = Q(batch=batch)
    found: dict[str, int] = AdverseEvent.objects.filter(product=batch.product_id).aggregate(
        of_batch=Count("pk", filter=ours),
        of_batch_serious=Count("pk", filter=ours & serious),
        of_size=Count("pk"),
        of_size_serious=Count("pk", filter=serious),
    )
    return found
