"""Low-stock alerts for staff, opened as soon as the last item is sold or allocated.

They replace Oscar’s receiver, which reacts to saves only: an order allocates stock without a save, so its
alert came after dispatch, and a record without a threshold, or created at 0, never had an alert.
"""

from functools import partial

from django.db import transaction
from django.db.models.signals import post_save
from oscar.apps.partner import receivers
from oscar.core.loading import get_model

from shop.partner.models import StockRecord
from shop.signals import displayed_stock_changed


def connect() -> None:
    """Called once the models are loaded."""
    post_save.disconnect(receivers.update_stock_alerts, sender=StockRecord)
    post_save.connect(_update_after_commit, sender=StockRecord, dispatch_uid="shop.partner.alerts")
    displayed_stock_changed.connect(
        _update_after_commit, sender=StockRecord, dispatch_uid="shop.partner.alerts"
    )


def _update_after_commit(instance: StockRecord, raw: bool = False, **_: object) -> None:
    """After the commit, when the row that every shopper wants is no longer locked."""
    if not raw:
        transaction.on_commit(partial(update_alert, instance.pk), robust=True)


@transaction.atomic
def update_alert(record_id: int) -> None:
    """Open or close a stock record’s alert by the stock that is available now."""
    record = StockRecord.objects.select_for_update().filter(pk=record_id).first()
    if record is None:
        return
    open_alerts = get_model("partner", "StockAlert").objects.filter(stockrecord=record, status="Open")
    if not record.is_below_threshold:
        for alert in open_alerts:
            alert.close()
    elif not open_alerts.exists():
        open_alerts.create(stockrecord=record, threshold=record.low_stock_threshold or 0)
