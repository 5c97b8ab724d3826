"""“Verified purchase”: derived from orders each time it is shown, never stored (uk-rules P14)."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from oscar.core.loading import get_model

from shop.order import statuses

# An order that was sent counts as received: nobody records the letter box.
RECEIVED = (statuses.DISPATCHED, statuses.DELIVERED)


def with_verified(reviews: QuerySet) -> QuerySet:
    """The reviews, each with `is_verified`: its author's account received this product, in any size."""
    received = get_model("order", "Line").objects.filter(
        Q(product=OuterRef("product")) | Q(product__parent=OuterRef("product")),
        order__user=OuterRef("user"),
        order__status__in=RECEIVED,
    )
    return reviews.annotate(is_verified=Exists(received))
