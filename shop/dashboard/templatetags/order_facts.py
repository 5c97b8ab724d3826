"""Template tags for the dashboard's order page: payments, VAT, emails, cancellations, terms."""

from decimal import Decimal
from typing import Any

from django import template

from shop.mail.kinds import label_of
from shop.money import from_pence
from shop.order import statuses
from shop.order.dispatch_holds import dispatch_hold_reason
from shop.order.emails import delivery_dates
from shop.order.models import Order
from shop.order.vat_summary import vat_by_rate
from shop.payment.services import vat_after_refunds
from shop.shipping import zones

register = template.Library()


@register.inclusion_tag("oscar/dashboard/orders/facts.html", takes_context=True)
def order_facts(context: template.Context, order: Order) -> dict[str, Any]:
    """Context of the panel above the order lines."""
    return {
        "order": order,
        "request": context["request"],
        "csrf_token": context.get("csrf_token"),
        "attempts": order.payment_attempts.prefetch_related("declines"),
        "lines": order.lines.prefetch_related("batches__batch"),
        "vat_rows": vat_by_rate(order),
        "emails": order.emails,
        "vat_after": vat_after_refunds(order),
        "notices": order.cancellations.all(),
        "dates": delivery_dates(order),
        "hold": dispatch_hold_reason(order) if order.status == statuses.PAID else "",
        "can_dispatch": order.status == statuses.PAID,
    }


@register.filter
def email_kind(kind: str) -> str:
    """“Confirmation” for order.confirmation."""
    return label_of(kind)


@register.filter
def percent(rate: Decimal | None) -> str:
    """“20%” for 0.2000."""
    return "" if rate is None else f"{(rate * 100).normalize():f}%"


@register.filter
def zone_name(zone: str) -> str:
    """“UK mainland” for GB_MAINLAND."""
    return zones.NAMES.get(zone, zone)


@register.filter
def pounds(pence: int) -> str:
    """“£12.45” for 1245."""
    return f"£{from_pence(pence)}"
