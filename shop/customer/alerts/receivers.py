"""Notices stock that came back, after the save is committed."""

from typing import Any

from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver
from oscar.core.loading import get_model

from shop.customer.alerts.services import queue_due_alerts


@receiver(post_save, sender=get_model("partner", "StockRecord"), dispatch_uid="shop.customer.back_in_stock")
def stock_saved(instance: Any, raw: bool = False, **_: Any) -> None:
    """Oscar's own receiver (OSCAR_EAGER_ALERTS) sends mail inside the save; this only queues."""
    if not raw and instance.net_stock_level > 0:
        product_id = instance.product_id
        transaction.on_commit(lambda: queue_due_alerts(product_id=product_id))
