"""Holds open orders of the recalled sizes: a parcel on the packing table may have the pieces in it."""

from django.db import transaction
from django.db.models import F, Q, QuerySet

from shop.accounts.models import User
from shop.catalogue.models import Batch, Product
from shop.order import statuses
from shop.order.change_log import log_change
from shop.order.models import Line, Order
from shop.recall.models import Recall

OPEN = (statuses.PENDING, statuses.PAID, statuses.REVIEW)


def products_of(recall: Recall) -> QuerySet[Product]:
    """Its sizes and those of its batches, and the sets that were made of them."""
    ours = Batch.objects.filter(recalls__recall=recall)
    named = Q(batches__in=ours) | Q(batches__parts__part__in=ours)
    named |= Q(recall_periods__recall=recall) | Q(set_parts__part__recall_periods__recall=recall)
    found: QuerySet[Product] = Product.objects.filter(named).distinct()
    return found


def open_orders(recall: Recall) -> QuerySet[Order]:
    """Orders from before the stop with pieces of these sizes to send, paid or about to be."""
    to_send = Q(quantity__gt=F("quantity_sent") + F("quantity_withdrawn"))
    lines = Line.objects.filter(to_send, product__in=products_of(recall).values("pk"))
    orders: QuerySet[Order] = Order.objects.filter(status__in=OPEN, pk__in=lines.values("order"))
    if recall.stopped_at:
        orders = orders.filter(date_placed__lte=recall.stopped_at)
    return orders.order_by("pk")


def hold_open_orders(*, recall: Recall, by: User) -> int:
    """Hold each once: what a colleague has lifted isn't held again. Returns how many were held now."""
    reason = f"recall of {recall.scope}: look into the parcel, send other pieces or refund"
    return sum(_hold(order, reason[:200], by) for order in open_orders(recall))


@transaction.atomic
def _hold(order: Order, reason: str, by: User) -> bool:
    if order.holds.filter(reason=reason).exists():
        return False
    given = {"reason": reason, "placed_by": by}
    _, is_new = order.holds.get_or_create(line=None, lifted_at=None, defaults=given)
    if is_new:
        log_change(order=order, action="order.held", by=by, why=reason)
    return is_new
