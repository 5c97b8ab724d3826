"""`/office/stock/uncounted/` and `…/<size>/batches/`: a count batch by batch, typed blind."""

from django.contrib import messages
from django.forms import BaseFormSet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from shop.accounts.requests import SignedInRequest
from shop.backoffice.stock.count_forms import MOST_ROWS, ROWS, CountFormSet, CountHead, CountRow, counted_in
from shop.backoffice.stock.promised import promised_to
from shop.backoffice.stock.rows import longer
from shop.catalogue.counting import count_by_batch, to_count
from shop.catalogue.receiving import WrongBatch
from shop.partner import stock
from shop.partner.models import StockRecord

NOTHING = "Type at least one batch, or tick that nothing is on the shelf."
Rows = BaseFormSet[CountRow]


@require_safe
def uncounted(request: SignedInRequest) -> HttpResponse:
    """Cosmetic sizes of which the shelf has pieces of an unknown batch."""
    return render(request, "backoffice/stock/uncounted.html", {"records": to_count()})


@require_http_methods(["GET", "POST"])
def count_batches(request: SignedInRequest, pk: int) -> HttpResponse:
    """One size: a row for each batch; the form doesn't show what is expected."""
    record = get_object_or_404(StockRecord.objects.select_related("product__parent__product_class"), pk=pk)
    kind = {"is_cosmetic": record.product.sheet.is_cosmetic}
    if request.method == "GET":
        return _show(request, record, CountHead(), CountFormSet(form_kwargs=kind))
    if "more" in request.POST:
        typed = CountHead(initial={name: request.POST.get(name, "") for name in ("key", "note")})
        rows = CountFormSet(longer(request.POST, more=ROWS, most=MOST_ROWS), form_kwargs=kind)
        return _show(request, record, typed, rows)
    return _count(request, record, CountHead(request.POST), CountFormSet(request.POST, form_kwargs=kind))


def _count(request: SignedInRequest, record: StockRecord, head: CountHead, rows: Rows) -> HttpResponse:
    if not (head.is_valid() & rows.is_valid()):
        return _show(request, record, head, rows, status=422)
    given, counted = head.cleaned_data, counted_in(rows)
    if not counted and not given["is_empty"]:
        head.add_error(None, NOTHING)
        return _show(request, record, head, rows, status=422)
    try:
        difference = count_by_batch(
            record=record, key=given["key"], rows=counted, note=given["note"], by=request.user
        )
    except WrongBatch as problem:
        head.add_error(None, str(problem))
    except stock.NotEnough:
        head.add_error(None, f"{promised_to(record)} Look at those orders first.")
    except stock.AlreadyDone:
        messages.info(request, "You had posted that already. Nothing was posted twice.")
        return redirect("office_stock:size", record.pk)
    else:
        said = f"a difference of {difference:+d} is posted" if difference else "it is as the shop knew"
        messages.success(request, f"{record.product.full_name} is counted: {said}.")
        return redirect(_next())
    return _show(request, record, head, rows, status=422)


def _next() -> str:
    """The list, while sizes are left to count."""
    return "office_stock:uncounted" if to_count().exists() else "office_stock:shelf"


def _show(
    request: SignedInRequest, record: StockRecord, head: CountHead, rows: Rows, *, status: int = 200
) -> HttpResponse:
    context = {"record": record, "form": head, "rows": rows}
    return render(request, "backoffice/stock/count_batches.html", context, status=status)
