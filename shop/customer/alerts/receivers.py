"""Queues back-in-stock emails after a stock record was saved."""

from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver

from shop.customer.alerts.services import queue_due_alerts
from shop.partner.models import StockRecord


@receiver(post_save, sender=StockRecord, dispatch_uid="shop.customer.back_in_stock")
def stock_saved(instance: StockRecord, raw: bool = False, **_: object) -> None:
    """Replaces Oscar's receiver (OSCAR_EAGER_ALERTS), which sends emails inside the transaction."""
    if not raw and instance.net_stock_level > 0:
        product_id = instance.product_id
        transaction.on_commit(lambda: queue_due_alerts(product_id=product_id))
