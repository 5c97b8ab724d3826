"""Which orders have pieces of a batch."""

from django.db.models import Prefetch, Q, QuerySet, Sum

from shop.catalogue.models import Batch, BatchPart
from shop.london import start_of
from shop.order import statuses
from shop.order.models import Line, LineBatch, Order, Parcel


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


def unrecorded(batch: Batch) -> QuerySet[Line]:
    """Lines of the same size, and of sets, that left without a batch noted since this one came in."""
    standing = Prefetch("batches", LineBatch.objects.standing())
    since = start_of(batch.received_at)
    whole = Q(order__status__in=statuses.RECEIVED, order__dispatched_at__gte=since)
    parcels = Parcel.objects.sent().filter(sent_at__gte=since)
    part = Q(quantity_sent__gt=0, in_parcels__parcel__in=parcels)
    sent = Line.objects.filter(pk__in=Line.objects.filter(whole | part).values("pk"))
    alike = sent.filter(product=batch.product) | sent.filter(
        product__volume_ml=None, product__structure="standalone", product__product_class__is_cosmetic=True
    )
    unknown = alike.exclude(pk__in=LineBatch.objects.standing().values("line"))
    related = ("order__user", "order__shipping_address__country", "product")
    found: QuerySet[Line] = unknown.select_related(*related).prefetch_related(standing)
    return found.order_by("order__dispatched_at", "pk")
