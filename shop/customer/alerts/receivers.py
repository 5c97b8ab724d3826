"""Notices stock that came back, after the save is committed."""

from typing import Any

from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver
from oscar.core.loading import get_model

from shop.customer.alerts.services import queue_due_alerts
from shop.rights import erasing, exporting


@receiver(post_save, sender=get_model("partner", "StockRecord"), dispatch_uid="shop.customer.back_in_stock")
def stock_saved(instance: Any, raw: bool = False, **_: Any) -> None:
    """Oscar's own receiver (OSCAR_EAGER_ALERTS) sends mail inside the save; this only queues."""
    if not raw and instance.net_stock_level > 0:
        product_id = instance.product_id
        transaction.on_commit(lambda: queue_due_alerts(product_id=product_id))


@receiver(exporting, dispatch_uid="shop.customer.export_alerts")
def alerts_of(email: str, **_: Any) -> dict[str, Any]:
    """What a guest with this address waits for."""
    alerts = get_model("customer", "ProductAlert").objects.filter(user=None, email=email)
    return {"waiting_for": [str(alert.product) for alert in alerts.select_related("product")]}


@receiver(erasing, dispatch_uid="shop.customer.erase_alerts")
def forget_alerts(email: str, **_: Any) -> list[str]:
    """Nothing asks for keeping these."""
    gone, _counts = get_model("customer", "ProductAlert").objects.filter(user=None, email=email).delete()
    return ["Removed: what you waited to see back in stock."] if gone else []
