"""Row locks of payments."""

from shop.order.models import Order
from shop.payment.models import PaymentAttempt


def lock_order_and_attempt(attempt_id: int) -> tuple[Order, PaymentAttempt]:
    """Lock the order, then the attempt, and return both as they are now; call it inside a transaction.

    The order is always locked first, so that two transactions can't wait for each other.
    """
    orders = Order.objects.select_related("shipping_address__country")  # an invoice shows the address
    order: Order = orders.select_for_update(of=("self",)).get(payment_attempts=attempt_id)
    return order, PaymentAttempt.objects.select_for_update().get(pk=attempt_id)
