"""`/office/batches/<id>/buyers/`: who certainly or possibly has items of a batch, for a recall."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from shop.catalogue.models import Batch
from shop.mail.models import OutboxEmail
from shop.order.models import Line, Order, ShippingAddress
from shop.order.recall_search import rows_with, unrecorded
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
    left_at: datetime
    problem: str = ""

    @property
    def address(self) -> ShippingAddress | None:
        return self.line.order.shipping_address

    @property
    def sent(self) -> date:
        """The day it left; of orders from before that was noted, the day they were placed."""
        return localdate(self.left_at)

    @property
    def address_line(self) -> str:
        """The delivery address in one line."""
        return ", ".join(self.address.active_address_fields()) if self.address else ""

    def cells(self) -> list[object]:
        """The row of the CSV."""
        order, address = self.line.order, self.address
        certain = "yes" if self.is_certain else "possible: no batch noted"
        name = address.name if address else ""
        phone = str(address.phone_number or "") if address else ""
        contact = [name, phone, order.email, self.problem, self.address_line]
        return [order.number, self.sent, certain, *contact, self.line.title, self.pieces]


@require_safe
def buyers(request: HttpRequest, pk: int) -> HttpResponse:
    """The page, or the file with `?as=csv`."""
    batch = get_object_or_404(Batch.objects.select_related("product__parent"), pk=pk)
    found = with_email_problems([*certain(batch), *possible(batch)])
    if request.GET.get("as") == "csv":
        rows = [HEAD, *(buyer.cells() for buyer in found)]
        return csv_response(filename=f"batch-{batch.number}.csv", rows=rows)
    context = {
        "batch": batch,
        "certain": [buyer for buyer in found if buyer.is_certain],
        "possible": [buyer for buyer in found if not buyer.is_certain],
    }
    return render(request, "backoffice/batches/buyers.html", context)


def certain(batch: Batch) -> Iterator[Buyer]:
    """Lines for which this batch was recorded, including sets that contain it."""
    related = ("parcel", "line__order__user", "line__order__shipping_address__country")
    left = Coalesce("parcel__sent_at", "line__order__dispatched_at", "line__order__date_placed")
    for row in rows_with(batch).select_related(*related).annotate(left_at=left).order_by("left_at", "pk"):
        yield Buyer(row.line, row.quantity, True, vars(row)["left_at"])


def possible(batch: Batch) -> Iterator[Buyer]:
    """Lines of the same product, and of sets, dispatched without a batch since this one was received."""
    for line in unrecorded(batch):
        pieces = line.quantity_sent or line.quantity_not_withdrawn
        yield Buyer(line, pieces, False, vars(line)["left_at"])


def with_email_problems(found: Collection[Buyer]) -> list[Buyer]:
    """With why emails may not reach each buyer, as far as known: read once for all of them."""
    orders = {buyer.line.order.email_reference for buyer in found}
    emails = OutboxEmail.objects.filter(state__in=OutboxEmail.NEEDS_STAFF, reference__startswith="order:")
    failed = orders.intersection(emails.values_list("reference", flat=True))
    return [replace(buyer, problem=_email_problem(buyer.line.order, failed)) for buyer in found]


def _email_problem(order: Order, failed: Collection[str]) -> str:
    if not order.email:
        return "no address"
    return "an email failed" if order.email_reference in failed else ""
