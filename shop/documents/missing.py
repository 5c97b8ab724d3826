"""Orders whose documents weren't issued: they were paid before there were any, or something went wrong."""

import logging
from collections.abc import Iterator

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Mod

from shop.documents.issue import issue_documents
from shop.documents.models import Document, Invoice
from shop.order import statuses
from shop.order.models import Order
from shop.payment.models import Refund, Settlement

logger = logging.getLogger(__name__)


def due_orders() -> QuerySet[Order]:
    """The oldest first. An order whose refunds only gave an overpayment back is looked at again each time."""
    paid = Order.status_changes.rel.related_model.objects.filter(
        order=OuterRef("pk"), new_status=statuses.PAID
    )
    invoiced = Exists(Invoice.objects.filter(order=OuterRef("pk")))
    sold = Q(status__in=statuses.SOLD) | Exists(paid)
    changed = Exists(_refunds()) | Exists(_settlements())
    return Order.objects.filter(sold, ~invoiced | changed, total_incl_tax__gt=0).order_by("date_placed", "pk")


def _refunds() -> QuerySet[Refund]:
    """Accepted without a standing credit note, or fallen through with one."""
    rows = Refund.objects.filter(attempt__order=OuterRef("pk"), accepted_at__isnull=False)
    rows = rows.annotate(stands=Mod(Count("documents"), 2))
    return rows.filter(Q(state__in=Refund.ACCEPTED, stands=0) | Q(state__in=Refund.FELL_THROUGH, stands=1))


def _settlements() -> QuerySet[Settlement]:
    rows = Settlement.objects.filter(attempt__order=OuterRef("pk"), kind=Settlement.Kind.PAID_BACK)
    return rows.filter(documents=None)


def issue_missing() -> Iterator[tuple[Order, list[Document] | None]]:
    """Issue the documents of each due order in a transaction of its own; None for one that failed."""
    for pk in list(due_orders().values_list("pk", flat=True)):
        order = Order.objects.get(pk=pk)
        try:
            yield order, issue_documents(order=order)
        except Exception:
            logger.exception("Order %s: its documents could not be issued", order.number)
            yield order, None
