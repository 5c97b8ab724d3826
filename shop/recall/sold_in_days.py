"""A recall of what left in certain days, where no batch tells the pieces: who has it, what is in stock."""

from functools import partial

from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.signals import post_save

from shop.accounts.models import User
from shop.catalogue.models import Batch, Product
from shop.london import end_of, start_of
from shop.order import statuses
from shop.order.models import Line, Parcel
from shop.partner import stock
from shop.partner.models import StockRecord
from shop.partner.movements import Kind, sum_by_batch
from shop.recall.models import Recall, RecallPeriod, State


def connect() -> None:
    """Called once the models are loaded."""
    post_save.connect(_follow_after_commit, sender=StockRecord, dispatch_uid="shop.recall.sold_in_days")


def sizes_in(period: RecallPeriod) -> QuerySet[Product]:
    """The size, and the sets that are made with it."""
    inside = Q(pk=period.product_id) | Q(set_parts__part=period.product_id)
    found: QuerySet[Product] = Product.objects.filter(inside).distinct()
    return found


def lines_in(period: RecallPeriod) -> QuerySet[Line]:
    """Lines of these sizes of which pieces left in the days, whichever batch was noted with them."""
    days = (start_of(period.first_day), end_of(period.last_day))
    whole = Q(order__status__in=statuses.RECEIVED, order__dispatched_at__range=days)
    parcels = Parcel.objects.sent().filter(sent_at__range=days)
    part = Q(quantity_sent__gt=0, in_parcels__parcel__in=parcels)
    ours = Line.objects.filter(whole | part, product__in=sizes_in(period).values("pk")).values("pk")
    found: QuerySet[Line] = Line.objects.filter(pk__in=ours).order_by("order", "pk")
    return found


def batches_on_shelf(period: RecallPeriod) -> QuerySet[Batch]:
    """Batches for sale that came in by the last day: pieces of them may have the same fault."""
    came = Batch.objects.sendable().filter(received_at__lte=period.last_day)
    found: QuerySet[Batch] = came.filter(product__in=sizes_in(period).values("pk"))
    return found.select_related("product__parent").order_by("pk")


@transaction.atomic
def take_off_shelf(*, recall: Recall, by: User | None) -> None:
    """Take off sale what is free and of no known batch. What is promised follows once it is free."""
    for period in recall.periods.all():
        records = StockRecord.objects.filter(product__in=sizes_in(period).values("pk"))
        for record in records.select_for_update(of=("self",)).order_by("pk"):
            _take(record, recall, by)


def _take(record: StockRecord, recall: Recall, by: User | None) -> None:
    free = min(sum_by_batch(record.pk).get(None, 0), max(record.net_stock_level, 0))
    if free > 0:
        entry = stock.Entry(Kind.BLOCKED, f"Recall: {recall.problem}"[:150], by)
        stock.adjust(record_id=record.pk, pieces=-free, entry=entry)


def _follow_after_commit(instance: StockRecord, raw: bool = False, **_: object) -> None:
    if not raw and instance.net_stock_level > 0:
        transaction.on_commit(partial(_follow, instance.product_id), robust=True)


def _follow(product_id: int) -> None:
    """Pieces that no order waits for any more go off the shelf while the recall is open."""
    inside = Q(periods__product=product_id) | Q(periods__product__in_sets__set=product_id)
    for recall in Recall.objects.filter(inside, state=State.STOPPED).distinct():
        take_off_shelf(recall=recall, by=None)
