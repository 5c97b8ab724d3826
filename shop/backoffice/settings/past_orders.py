"""The orders on which a new free-delivery rule is tried."""

from datetime import timedelta
from decimal import Decimal
from typing import Final

from django.utils import timezone

from shop.order.models import Order
from shop.order.sales import paid_orders
from shop.shipping.models import DeliveryRate
from shop.shipping.replay import PastOrder
from shop.shipping.threshold import Threshold

PERIOD: Final = timedelta(days=365)
COLUMNS: Final = ("delivery_zone", "shipping_code", "total_incl_tax", "shipping_incl_tax", "delivery_rule")
Rates = dict[tuple[str, str], Decimal]


def past_orders() -> list[PastOrder]:
    """Paid sales of the past 12 months."""
    since = timezone.now() - PERIOD
    rates = {(rate.zone, rate.method_code): rate.price for rate in DeliveryRate.objects.all()}
    rows = paid_orders().filter(date_placed__gte=since).only(*COLUMNS)
    return [_past_order(order, rates) for order in rows.iterator()]


def _past_order(order: Order, rates: Rates) -> PastOrder:
    """Of an order without a recorded rule, today’s price is taken for what delivery cost then."""
    rule, charged = order.delivery_rule, order.shipping_incl_tax
    place = (order.delivery_zone, order.shipping_code)
    return PastOrder(
        *place,
        goods=Decimal(rule["goods"]) if "goods" in rule else order.total_incl_tax - charged,
        charged=charged,
        full=Decimal(rule["rate"]) if "rate" in rule else rates.get(place) or charged,
        rule=Threshold(Decimal(rule["over"]), bool(rule["inclusive"])) if "over" in rule else None,
    )
