"""`/office/stock/receive/`: a delivery comes in; its page reverses it."""

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from shop.accounts.requests import SignedInRequest
from shop.backoffice.stock.forms import MOST_ROWS, ROWS, ReceiptForm, RowFormSet
from shop.backoffice.stock.rows import longer
from shop.catalogue.models import Batch
from shop.catalogue.receiving import CannotReverse, WrongBatch, receive_goods, reverse_receipt
from shop.london import london
from shop.partner.models import GoodsReceipt, StockRecord

RECEIPT = "office_stock:receipt"


@require_http_methods(["GET", "POST"])
def receive(request: SignedInRequest) -> HttpResponse:
    """One form with a row for each size; “More rows” keeps what was typed."""
    if request.method == "GET":
        return _show(request, ReceiptForm(), RowFormSet())
    head, rows = ReceiptForm(request.POST), RowFormSet(request.POST)
    if "more" in request.POST:
        more = longer(request.POST, more=ROWS, most=MOST_ROWS)
        return _show(request, ReceiptForm(initial=_typed(request.POST)), RowFormSet(more))
    if not (head.is_valid() & rows.is_valid()):
        return _show(request, head, rows, status=422)
    try:
        receipt = receive_goods(
            arrived=[row for form in rows.forms if (row := form.arrived)],
            by=request.user,
            **head.cleaned_data,
        )
    except WrongBatch as problem:
        head.add_error(None, str(problem))
        return _show(request, head, rows, status=422)
    messages.success(request, "Received: it is in stock now.")
    _name_what_is_late(request, receipt)
    return redirect(RECEIPT, receipt.pk)


def _name_what_is_late(request: SignedInRequest, receipt: GoodsReceipt) -> None:
    """Batches that came too near their date go off sale at once."""
    for batch in Batch.objects.filter(movements__receipt=receipt, off_sale_on__isnull=False).distinct():
        until = london(batch.best_before, "%d/%m/%Y") if batch.best_before else ""
        messages.warning(request, f"Batch {batch.number} is not for sale: it is best before {until}.")


def _typed(data: QueryDict) -> dict[str, str]:
    return {name: data.get(name, "") for name in ("key", "supplier", "delivery_note")}


def _show(request: SignedInRequest, head: ReceiptForm, rows: object, *, status: int = 200) -> HttpResponse:
    records = StockRecord.objects.select_related("product__parent").order_by("partner_sku")
    context = {"form": head, "rows": rows, "records": records}
    return render(request, "backoffice/stock/receive.html", context, status=status)


def receipt(request: SignedInRequest, pk: int) -> HttpResponse:
    """What came with a delivery."""
    found = get_object_or_404(GoodsReceipt.objects.select_related("by", "reverses"), pk=pk)
    movements = found.movements.select_related("stock_record__product__parent", "batch").order_by("pk")
    reversal = GoodsReceipt.objects.filter(reverses=found).first()
    context = {"receipt": found, "movements": movements, "reversal": reversal}
    return render(request, "backoffice/stock/receipt.html", context)


@require_POST
def reverse(request: SignedInRequest, pk: int) -> HttpResponse:
    """Opposite movements, while nothing of the delivery was used."""
    try:
        opposite = reverse_receipt(
            receipt=get_object_or_404(GoodsReceipt, pk=pk, reverses=None), by=request.user
        )
    except CannotReverse as problem:
        messages.error(request, str(problem))
        return redirect(RECEIPT, pk)
    messages.success(request, "Reversed: it isn’t in stock any more.")
    return redirect(RECEIPT, opposite.pk)
