"""What orders say about a person, and why they are not erased."""

from typing import Any

from django.db.models import Q
from django.dispatch import receiver

from shop.order.models import Order
from shop.rights import erasing, exporting


def _orders(email: str) -> Any:
    return Order.objects.filter(Q(guest_email=email) | Q(user__email=email))


@receiver(exporting, dispatch_uid="shop.order.export")
def orders_of(email: str, **_: Any) -> dict[str, Any]:
    """Every order made with the address, as guest or with an account."""
    orders = _orders(email).select_related("shipping_address__country").prefetch_related("lines")
    return {"orders": [_told(order) for order in orders]}


def _told(order: Any) -> dict[str, Any]:
    return {
        "number": order.number,
        "placed": order.date_placed.isoformat(),
        "status": order.status,
        "total": str(order.total_incl_tax),
        "address": str(order.shipping_address or ""),
        "goods": [f"{line.quantity} × {line.title}" for line in order.lines.all()],
    }


@receiver(erasing, dispatch_uid="shop.order.keep")
def keep_orders(email: str, **_: Any) -> list[str]:
    """The law keeps invoices: they are named instead of erased."""
    number = _orders(email).count()
    return (
        [f"Kept: {number} order(s) with their addresses, for six years, because tax law requires it."]
        if number
        else []
    )
