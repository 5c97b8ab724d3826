"""Low-stock alerts for staff: as soon as the last one is sold, and for whatever stands at nothing.

Replaces Oscar's receiver, which hears of saves only: an order claims stock without one, so that its alert
came after dispatch, and a record without a threshold, or made at 0, never had any.
"""

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_save
from oscar.apps.partner import receivers
from oscar.core.loading import get_model

from shop.partner.models import StockRecord
from shop.signals import displayed_stock_changed


def connect() -> None:
    """Called once the models are loaded."""
    post_save.disconnect(receivers.update_stock_alerts, sender=StockRecord)
    post_save.connect(_look_later, sender=StockRecord, dispatch_uid="shop.partner.alerts")
    displayed_stock_changed.connect(_look_later, sender=StockRecord, dispatch_uid="shop.partner.alerts")


def _look_later(instance: Any, raw: bool = False, **_: Any) -> None:
    """After the commit: the row that every shopper wants is free by then."""
    if not raw:
        transaction.on_commit(partial(update_alert, instance.pk), robust=True)


@transaction.atomic
def update_alert(record_id: int) -> None:
    """Open or close a record's alert by what is free now."""
    record = StockRecord.objects.select_for_update().filter(pk=record_id).first()
    if record is None:
        return
    open_ones = get_model("partner", "StockAlert").objects.filter(stockrecord=record, status="Open")
    if not record.is_below_threshold:
        for alert in open_ones:
            alert.close()
    elif not open_ones.exists():
        open_ones.create(stockrecord=record, threshold=record.low_stock_threshold or 0)
