"""Emails about refunds of an order."""

from typing import Any

from shop.order.emails import OrderEmail, register_order_email
from shop.order.models import Order
from shop.payment.models import Refund
from shop.payment.services.refunds.vat import vat_of_refund


def register_kinds() -> None:
    """Register the refund on its way and the refund that failed."""
    register_order_email(
        "refund",
        OrderEmail("Refund", "Your refund for order {number}", _refund, moment="Money is on its way back."),
    )
    failed = OrderEmail(
        "Failed refund",
        "Your refund for order {number} hasn’t worked yet",
        _refund,
        moment="A refund didn’t reach the buyer’s card.",
    )
    register_order_email("refund_failed", failed)


def _refund(order: Order, key: int | None) -> dict[str, Any]:
    """The refund, and the VAT that it corrects; the email is then a credit note."""
    refund = Refund.objects.select_related("attempt__order").get(pk=key or 0)
    shows_vat = order.shows_vat and not order.is_export
    return {"refund": refund, "refund_vat": vat_of_refund(refund) if shows_vat else []}
