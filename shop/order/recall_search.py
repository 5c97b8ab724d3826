"""Which orders have pieces of a batch."""

from django.db.models import Q, QuerySet, Sum

from shop.catalogue.models import Batch, BatchPart
from shop.order.models import LineBatch, Order


def rows_with(batch: Batch) -> QuerySet[LineBatch]:
    """The notes on order lines that stand and name the batch, or a batch of sets with pieces of it."""
    sets = BatchPart.objects.filter(part=batch).values("batch")
    found: QuerySet[LineBatch] = LineBatch.objects.standing().filter(Q(batch=batch) | Q(batch__in=sets))
    return found


def orders_with(batch: Batch) -> QuerySet[Order]:
    """Each order once, the last one first, with `pieces` of the batch."""
    rows = rows_with(batch)
    orders = Order.objects.filter(lines__batches__in=rows).select_related("shipping_address")
    return orders.annotate(pieces=Sum("lines__batches__quantity")).order_by("-dispatched_at", "-pk")
