"""What the shelf needs: sizes sold out or low, batches that end and certificates that end."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from django.db.models import Count, F, Q
from django.db.models.functions import Coalesce, Greatest
from django.urls import reverse
from django.utils import timezone

from shop.backoffice.today.task import Task, counted
from shop.catalogue.models import Batch, Certificate
from shop.customer.models import ProductAlert
from shop.london import london
from shop.partner.models import StockRecord
from shop.partner.stock_check import differing

AHEAD: Final = timedelta(days=60)


def sizes() -> Iterator[Task]:
    """Sizes on sale with less free stock than the threshold, and those sold out with who waits for them."""
    found = _sizes()
    url = reverse("dashboard:catalogue-product-list")
    if found["gone"]:
        waiting = ProductAlert.objects.filter(status=ProductAlert.ACTIVE).count()
        people = f", {counted(waiting, 'person waits', 'people wait')} for an email" if waiting else ""
        yield Task(f"{counted(found['gone'], 'size')} sold out{people}", url)
    if found["low"]:
        yield Task(f"{counted(found['low'], 'size')} running low", url)


def _sizes() -> dict[str, int]:
    free = F("num_in_stock") - Coalesce(F("num_allocated"), 0)
    low = Q(free__gt=0, free__lt=Greatest(Coalesce(F("low_stock_threshold"), 0), 1))
    records = StockRecord.objects.filter(num_in_stock__isnull=False, product__is_public=True)
    return records.annotate(free=free).aggregate(
        gone=Count("pk", filter=Q(free__lte=0)), low=Count("pk", filter=low)
    )


def batches() -> Iterator[Task]:
    """Open batches that reach their best-before date within 60 days, or have passed it."""
    until = timezone.localdate() + AHEAD
    ending = Batch.objects.filter(is_open=True, is_blocked=False, best_before__lte=until)
    if number := ending.count():
        words = counted(number, "batch reaches its", "batches reach their")
        yield Task(f"{words} best-before date within 60 days", reverse("dashboard:catalogue-product-list"))


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
