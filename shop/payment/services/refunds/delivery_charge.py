"""The delivery charge that a full cancellation gives back (Consumer Contracts Regulations 2013, reg. 34)."""

from decimal import Decimal

from django.db.models import Sum

from shop.money import to_pence
from shop.order.models import Order
from shop.payment.models import Refund
from shop.shipping.rates import STANDARD
from shop.shipping.repository import methods_for_zone


def delivery_owed(order: Order) -> int:
    """Pence: what was paid, but no more than the cheapest delivery of the order would have cost.

    What went back before is taken off. Who chose Express bears what it cost beyond Standard.
    """
    paid = order.shipping_incl_tax
    owed = to_pence(min(paid, _cheapest(order, at_most=paid)))
    refunds = Refund.objects.filter(attempt__order=order).exclude(state__in=Refund.FELL_THROUGH)
    before = refunds.aggregate(pence=Sum("delivery_minor"))["pence"] or 0
    return max(owed - before, 0)


def _cheapest(order: Order, *, at_most: Decimal) -> Decimal:
    """The cheapest delivery when the order was placed, noted with it: prices change, what was paid doesn't.

    Older orders have no such note. Of those, Standard is what was paid; for Express today's price stands in.
    """
    if noted := order.delivery_rule.get("cheapest"):
        return Decimal(noted)
    if order.shipping_code == STANDARD:
        return at_most
    today = next(iter(methods_for_zone(order.delivery_zone)), None)
    return today.charge(order.total_incl_tax - order.shipping_incl_tax) if today else at_most
