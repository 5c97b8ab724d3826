"""Product recall: the buyers who certainly or possibly got items of a batch."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from shop.catalogue.models import Batch
from shop.mail.models import OutboxEmail
from shop.order import statuses
from shop.order.models import Line, LineBatch, Order, ShippingAddress
from shop.spreadsheets.writer import csv_response

HEAD = (
    "order",
    "sent",
    "certain",
    "name",
    "telephone",
    "email",
    "email trouble",
    "address",
    "product",
    "pieces",
)


@dataclass(frozen=True)
class Buyer:
    """One order line with its buyer's contact details; `is_certain` if the batch was recorded."""

    line: Line
    pieces: int
    is_certain: bool
    problem: str

    @property
    def address(self) -> ShippingAddress | None:
        return self.line.order.shipping_address

    def cells(self) -> list[object]:
        """The row of the CSV."""
        order, address = self.line.order, self.address
        sent = localdate(order.dispatched_at) if order.dispatched_at else localdate(order.date_placed)
        certain = "yes" if self.is_certain else "possible: no batch noted"
        name = address.name if address else ""
        phone = str(address.phone_number or "") if address else ""
        where = ", ".join(address.active_address_fields()) if address else ""
        return [
            order.number, sent, certain, name, phone, order.email, self.problem, where, self.line.title,
            self.pieces,
        ]  # fmt: skip


@require_safe
def recall(request: HttpRequest) -> HttpResponse:
    """`/dashboard/recall/?batch=<id>`: the orders with items of a batch, as a page or CSV."""
    given = request.GET.get("batch", "")
    is_key = given.isascii() and given.isdigit() and len(given) < 18
    found = Batch.objects.filter(pk=given).select_related("product__parent").first() if is_key else None
    buyers = [*certain(found), *possible(found)] if found else []
    if found and request.GET.get("as") == "csv":
        rows = [HEAD, *(buyer.cells() for buyer in buyers)]
        return csv_response(filename=f"batch-{found.number}.csv", rows=rows)
    context = {
        "batches": Batch.objects.select_related("product__parent").order_by("product__upc", "number", "pk"),
        "batch": found,
        "certain": [buyer for buyer in buyers if buyer.is_certain],
        "possible": [buyer for buyer in buyers if not buyer.is_certain],
    }
    return render(request, "oscar/dashboard/packing/recall.html", context)


def certain(batch: Batch) -> Iterator[Buyer]:
    """Lines for which this batch was recorded, including sets that contain it."""
    rows = LineBatch.objects.standing().filter(batch=batch).select_related(
        "line__order__user", "line__order__shipping_address__country"
    )  # fmt: skip
    for row in rows.order_by("line__order__dispatched_at", "pk"):
        yield Buyer(row.line, row.quantity, True, email_problem(row.line.order))


def possible(batch: Batch) -> Iterator[Buyer]:
    """Lines of the same product, and of sets, dispatched without a batch since this one was received."""
    for line in _unrecorded(batch):
        yield Buyer(line, line.quantity_to_send, False, email_problem(line.order))


def _unrecorded(batch: Batch) -> QuerySet[Line]:
    standing = Prefetch("batches", LineBatch.objects.standing())
    sent = Line.objects.filter(
        order__status__in=[statuses.DISPATCHED, statuses.DELIVERED],
        order__dispatched_at__date__gte=batch.received_at,
    )
    alike = sent.filter(product=batch.product) | sent.filter(
        product__volume_ml=None, product__structure="standalone", product__product_class__is_cosmetic=True
    )
    unknown = alike.exclude(pk__in=LineBatch.objects.standing().values("line"))
    related = ("order__user", "order__shipping_address__country", "product")
    return unknown.select_related(*related).prefetch_related(standing).order_by("order__dispatched_at", "pk")


def email_problem(order: Order) -> str:
    """Why emails may not reach the buyer, as far as known."""
    failed = OutboxEmail.objects.filter(reference=order.email_reference).filter(
        state__in=OutboxEmail.NEEDS_STAFF
    )
    if not order.email:
        return "no address"
    return "an email failed" if failed.exists() else ""
