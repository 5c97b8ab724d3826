"""What orders gave back, and the VAT that their credit notes took off, by order."""

from django.db.models import QuerySet, Sum

from shop.documents.models import Document
from shop.order.models import Order
from shop.payment.services.takings import lost
from shop.reports.sales.shares import Back


def back_by_order(orders: QuerySet[Order]) -> dict[int, Back]:
    """Orders that gave nothing back are left out; what was paid twice never was a sale.

    A dispute that isn't won takes money and no VAT: it has no credit note.
    """
    gone = {pk: Back(gross=pence) for pk, pence in lost(orders).items()}
    notes = Document.objects.filter(kind=Document.Kind.CREDIT_NOTE, order__in=orders.order_by())
    for pk, pence in notes.order_by().values_list("order").annotate(pence=Sum("vat_minor")):
        gone[pk] = gone.get(pk, Back()) + Back(vat=-pence)
    return gone
