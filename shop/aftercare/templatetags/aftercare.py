"""“Remind me when it runs low” on the thank-you page and on an order’s page."""

from collections.abc import Iterable
from typing import Any

from django import template

from shop.aftercare.models import LowReminder
from shop.aftercare.reminders.bottles import bottles_in
from shop.aftercare.reminders.services import KIND
from shop.aftercare.reminders.statement import statement
from shop.mail import switches
from shop.order import statuses
from shop.order.items import OrderItem
from shop.order.models import Order
from shop.trader.header import shop_name

register = template.Library()


@register.inclusion_tag("components/runs_low.html")
def runs_low(order: Order, items: Iterable[OrderItem], token: str) -> dict[str, Any]:
    """The form for one of the oils among an order’s items; nothing for an order without one or not sold."""
    if order.status not in statuses.SOLD or not order.email or not order.is_sale:
        return {}
    if not switches.is_on(KIND):
        return {}
    waiting = LowReminder.objects.filter(order=order, sent_at=None, stopped_at=None)
    asked = set(waiting.values_list("product_id", flat=True))
    bottles = [one for one in bottles_in(item.line for item in items) if one.product.pk not in asked]
    words = statement(email=order.email, shop=shop_name())
    return {"bottles": bottles, "words": words, "token": token, "has_asked": bool(asked)}
