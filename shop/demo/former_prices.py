"""Loads the history of lowered prices, so that the demo shows “was” as the law allows it.

A former price may be named only if it was asked for long enough and paid (`shop.price_history`), so the
history gets its days, and one unit is bought at it and sent.
"""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from shop.catalogue.models import Batch, Product
from shop.catalogue.version import bump_catalogue_version
from shop.demo.batches import NUMBER
from shop.demo.data_files import read
from shop.demo.purchases import buy
from shop.order import statuses
from shop.order.batches import Packed
from shop.order.dispatch import dispatch_order
from shop.order.models import Order
from shop.partner.models import StockRecord
from shop.price_history.models import PriceChange

Row = dict[str, Any]
SOLD_BEFORE = timedelta(days=20)  # before the price was lowered
SENT_AFTER = timedelta(days=1)


def load_former_prices() -> int:
    """Lower the prices of the data file once; returns how many. A history that has begun is left alone."""
    if settings.PAYMENTS != "simulated":
        return 0
    return sum(_load(row) for row in read("former_prices.json"))


@transaction.atomic
def _load(row: Row) -> bool:
    bottle = Product.objects.get(upc=row["sku"])
    record = StockRecord.objects.get(product=bottle)
    if bottle.price_changes.count() > 1:
        return False
    was, lowered = Decimal(row["price"]), timezone.now() - timedelta(days=row["lowered_days_ago"])
    _sell(bottle, record, was, at=lowered - SOLD_BEFORE)
    _write_history(bottle, was, lowered - timedelta(days=row["days"]), record.price, lowered)
    bump_catalogue_version()
    return True


def _sell(bottle: Product, record: StockRecord, price: Decimal, *, at: datetime) -> None:
    """One unit is bought at the former price, paid and sent."""
    StockRecord.objects.filter(pk=record.pk).update(price=price)
    order = buy(bottle)
    StockRecord.objects.filter(pk=record.pk).update(price=record.price)
    if order:
        _send(order, bottle, at)


def _send(order: Order, bottle: Product, at: datetime) -> None:
    batch = Batch.objects.get_or_create(
        product=bottle, number=NUMBER, defaults={"received_at": at.date(), "quantity": 1}
    )[0]
    line = order.lines.get()
    dispatch_order(order=order, tracking_number="", batches=[Packed(line.pk, batch.pk, line.quantity)])
    sent = at + SENT_AFTER
    Order.objects.filter(pk=order.pk).update(date_placed=at, dispatched_at=sent)
    order.status_changes.filter(new_status=statuses.PAID).update(date_created=at)
    order.status_changes.filter(new_status=statuses.DISPATCHED).update(date_created=sent)


def _write_history(bottle: Product, was: Decimal, since: datetime, price: Decimal, lowered: datetime) -> None:
    """Put the two periods in the place of the rows of today, which the database’s triggers wrote."""
    bottle.price_changes.all().delete()
    PriceChange.objects.create(product=bottle, price=was, changed_at=since)
    PriceChange.objects.create(product=bottle, price=price, changed_at=lowered)
