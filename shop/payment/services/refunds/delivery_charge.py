"""The delivery charge that a full cancellation gives back (Consumer Contracts Regulations 2013, reg. 34)."""

from django.db.models import Sum

from shop.money import to_pence
from shop.order.models import Order
from shop.payment.models import Refund
from shop.shipping.repository import methods_for_zone


def delivery_owed(order: Order) -> int:
    """Pence: what was paid, but no more than the cheapest delivery of the order would have cost.

    What went back before is taken off. Who chose Express bears what it cost beyond Standard.
    """
    paid = to_pence(order.shipping_incl_tax)
    cheapest = next(iter(methods_for_zone(order.delivery_zone)), None)
    if cheapest:
        goods = order.total_incl_tax - order.shipping_incl_tax
        paid = min(paid, to_pence(cheapest.charge(goods)))
    refunds = Refund.objects.filter(attempt__order=order).exclude(state__in=Refund.FELL_THROUGH)
    before = refunds.aggregate(pence=Sum("delivery_minor"))["pence"] or 0
    return max(paid - before, 0)
