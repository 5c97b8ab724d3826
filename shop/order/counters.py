"""Oscar's counters of purchases, for sales only.

Oscar counts when an order is placed: unpaid ones, and those paid with a simulated card, would make
a product popular and a person a big spender.
"""

from django.dispatch import receiver
from oscar.apps.analytics import receivers
from oscar.apps.order.signals import order_placed

from shop.order.models import Order
from shop.signals import order_paid

order_placed.disconnect(receivers.receive_order_placed)


@receiver(order_paid, dispatch_uid="shop.order.count")
def count_purchase(order: Order, **_: object) -> None:
    """Called once an order is paid, after the commit."""
    if not order.simulated:
        receivers.receive_order_placed(sender=None, order=order, user=order.user)
