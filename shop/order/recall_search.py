"""Which orders have pieces of a batch."""

from django.db.models import F, Max, OuterRef, Prefetch, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from shop.catalogue.models import Batch, BatchPart
from shop.london import start_of
from shop.order import statuses
from shop.order.models import Line, LineBatch, Order, Parcel, ParcelLine


def rows_with(batch: Batch) -> QuerySet[LineBatch]:
    """The notes on order lines that stand and name the batch, or a batch of sets with pieces of it."""
    sets = BatchPart.objects.filter(part=batch).values("batch")
    found: QuerySet[LineBatch] = LineBatch.objects.standing().filter(Q(batch=batch) | Q(batch__in=sets))
    return found


def orders_with(batch: Batch) -> QuerySet[Order]:
    """Each order once, the last one first, with `pieces` of the batch, and when the last of them left."""
    rows = rows_with(batch)
    orders = Order.objects.filter(lines__batches__in=rows).select_related("shipping_address")
    left = Coalesce(Max("lines__batches__parcel__sent_at"), "dispatched_at")
    found = orders.annotate(pieces=Sum("lines__batches__quantity"), last_sent=left)
    return found.order_by(F("last_sent").desc(nulls_last=True), "-pk")


def unrecorded(batch: Batch) -> QuerySet[Line]:
    """Lines of the same size, and of sets, that left without a batch noted since this one came in.

    `left_at` is when the last parcel with pieces of the line left; before that was noted, the order's day.
    """
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
    last = ParcelLine.objects.filter(line=OuterRef("pk"), parcel__taken_back_at=None)
    left = Subquery(last.order_by("-parcel__sent_at").values("parcel__sent_at")[:1])
    dated = unknown.annotate(left_at=Coalesce(left, "order__dispatched_at", "order__date_placed"))
    found: QuerySet[Line] = dated.select_related(*related).prefetch_related(standing)
    return found.order_by("left_at", "pk")
