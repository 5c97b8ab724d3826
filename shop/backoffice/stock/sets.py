"""`/office/stock/<size>/set/`: what is in a set, making sets and taking them apart."""

from django.contrib import messages
from django.forms import BaseFormSet, Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from shop.accounts.requests import SignedInRequest
from shop.backoffice.stock.set_forms import ApartForm, MakeForm, PartForm, PartFormSet, parts_in
from shop.catalogue.models import Batch, SetPart
from shop.catalogue.set_making import CannotMake, make_sets, name_parts, take_apart
from shop.partner import stock
from shop.partner.models import StockRecord

SET = "office_stock:set"
AGAIN = "You had posted that already. Nothing was posted twice."


def _record(pk: int) -> StockRecord:
    return get_object_or_404(StockRecord.objects.select_related("product__parent"), pk=pk)


@require_safe
def set_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """What is in it, the batches made so far, and the forms."""
    return _show(request, _record(pk))


@require_POST
def parts(request: SignedInRequest, pk: int) -> HttpResponse:
    """`parts/`: say what is in one set."""
    record, rows = _record(pk), PartFormSet(request.POST)
    if not rows.is_valid():
        return _show(request, record, rows=rows, status=422)
    try:
        name_parts(product=record.product, parts=parts_in(rows))
    except CannotMake as problem:
        messages.error(request, str(problem))
        return _show(request, record, rows=rows, status=422)
    messages.success(request, "Saved: sets that are made from now on hold this.")
    return redirect(SET, pk)


@require_POST
def make(request: SignedInRequest, pk: int) -> HttpResponse:
    """`make/`: take the parts from the shelf and put the sets on it."""
    record, form = _record(pk), MakeForm(request.POST)
    if form.is_valid():
        try:
            made = make_sets(record=record, by=request.user, **form.cleaned_data)
        except CannotMake as problem:
            form.add_error(None, str(problem))
        except stock.AlreadyDone:
            messages.info(request, AGAIN)
            return redirect(SET, pk)
        else:
            numbers = ", ".join(f"{batch.quantity} of batch {batch.number}" for batch in made)
            messages.success(request, f"Made: {numbers}. Write the batch on the boxes.")
            return redirect(SET, pk)
    return _show(request, record, make_form=form, status=422)


@require_POST
def apart(request: SignedInRequest, pk: int) -> HttpResponse:
    """`apart/`: the parts go back into their batches."""
    record = _record(pk)
    form = ApartForm(request.POST, product=record.product)
    if form.is_valid():
        try:
            take_apart(by=request.user, **form.cleaned_data)
        except CannotMake as problem:
            form.add_error(None, str(problem))
        except stock.AlreadyDone:
            messages.info(request, AGAIN)
            return redirect(SET, pk)
        else:
            messages.success(request, "Taken apart: the parts are on the shelf again.")
            return redirect(SET, pk)
    return _show(request, record, apart_form=form, status=422)


def _show(
    request: SignedInRequest,
    record: StockRecord,
    *,
    rows: BaseFormSet[PartForm] | None = None,
    make_form: Form | None = None,
    apart_form: ApartForm | None = None,
    status: int = 200,
) -> HttpResponse:
    named = list(SetPart.objects.filter(set=record.product).select_related("part__parent"))
    batches = Batch.objects.filter(product=record.product, parts__isnull=False).distinct()
    first = [{"size": part.part.stockrecords.all()[0].partner_sku, "pieces": part.pieces} for part in named]
    context = {
        "record": record,
        "named": named,
        "rows": rows or PartFormSet(initial=first),
        "make": make_form or MakeForm.proposing(record.product),
        "apart": apart_form or ApartForm(product=record.product),
        "batches": batches.with_left().prefetch_related("parts__product__parent", "parts__part"),
        "records": StockRecord.objects.select_related("product__parent").order_by("partner_sku"),
    }
    return render(request, "backoffice/stock/set.html", context, status=status)
