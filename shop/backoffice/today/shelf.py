"""What the shelf needs: sizes sold out or low, batches that end and certificates that end."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from shop.backoffice.today.task import Task, counted
from shop.catalogue.counting import to_count
from shop.catalogue.models import Batch, Certificate
from shop.customer.models import ProductAlert
from shop.london import london
from shop.order.short_of_pieces import orders_without_pieces
from shop.partner.cover import is_gone, is_low, on_sale, with_pace
from shop.partner.models import StockRecord
from shop.partner.stock_check import differing

AHEAD: Final = timedelta(days=60)
SOON: Final = timedelta(days=30)
NEWS: Final = timedelta(days=14)


def sizes() -> Iterator[Task]:
    """Sizes on sale that are low or soon gone, and those sold out with who waits for them."""
    found = _sizes()
    url = reverse("office_stock:shelf")
    if found["gone"]:
        waiting = ProductAlert.objects.filter(status=ProductAlert.ACTIVE).count()
        people = f", {counted(waiting, 'person waits', 'people wait')} for an email" if waiting else ""
        yield Task(f"{counted(found['gone'], 'size')} sold out{people}", f"{url}?only=gone")
    if found["low"]:
        yield Task(f"{counted(found['low'], 'size')} running low", f"{url}?only=low")


def _sizes() -> dict[str, int]:
    records = on_sale(StockRecord.objects.filter(num_in_stock__isnull=False))
    return with_pace(records).aggregate(gone=Count("pk", filter=is_gone()), low=Count("pk", filter=is_low()))


def batches() -> Iterator[Task]:
    """Open batches that go off sale within 30 days because of their best-before date."""
    until = timezone.localdate() + timedelta(days=settings.BATCH_OFF_SALE_DAYS) + SOON
    ending = Batch.objects.sendable().with_left().filter(Q(on_shelf__gt=0), best_before__lte=until)
    if number := ending.count():
        words = counted(number, "batch goes", "batches go")
        yield Task(f"{words} off sale within 30 days", f"{_list()}?state=open")


def off_sale() -> Iterator[Task]:
    """What came off sale by its date in the last two weeks, to be put aside."""
    since = timezone.localdate() - NEWS
    for batch in (
        Batch.objects.filter(off_sale_on__gte=since).with_numbers().select_related("product__parent")
    ):
        number = batch.__dict__["blocked"]
        if number and batch.off_sale_on:
            day = london(batch.off_sale_on, "%-d %B")
            text = f"{number} of batch {batch.number} came off sale on {day}: {batch.product.full_name}"
            yield Task(text, _page(batch))


def promised() -> Iterator[Task]:
    """Orders that wait for pieces which may not be sent: refund them, or find other pieces."""
    for short in orders_without_pieces():
        numbers = ", ".join(short.numbers)
        text = (
            f"{short.pieces} of batch {short.batch.number} are promised and not for sale: "
            f"{short.batch.product.full_name}. Orders that wait: {numbers}"
        )
        yield Task(text, _page(short.batch), True)


def _list() -> str:
    return reverse("office_batches:index")


def _page(batch: Batch) -> str:
    return reverse("office_batches:batch", args=[batch.pk])


def uncounted() -> Iterator[Task]:
    """Cosmetics of which nobody knows the batch: they can't be packed until they are counted."""
    if number := to_count().count():
        yield Task(f"{counted(number, 'size')} to count by batch", reverse("office_stock:uncounted"))


def differences() -> Iterator[Task]:
    """Sizes whose stock isn’t the sum of its movements."""
    for record in differing():
        text = f"{record.product.full_name}: {record.num_in_stock} in stock, {record.posted} by its movements"
        yield Task(text, "", True)


def certificates() -> Iterator[Task]:
    """Certificates in force that end within 60 days; “organic” then disappears from pages."""
    today = timezone.localdate()
    ending = Certificate.objects.filter(valid_to__range=(today, today + AHEAD))
    for certificate in ending:
        yield Task(f"{certificate} ends on {london(certificate.valid_to)}", "", True)
