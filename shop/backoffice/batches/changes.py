"""What is decided on a batch's page. shop.backoffice.gate asks for the rights."""

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from shop.accounts.requests import SignedInRequest
from shop.backoffice.batches.forms import CorrectForm, ReasonForm
from shop.backoffice.batches.page import show
from shop.backoffice.gate import may_open
from shop.catalogue import off_sale
from shop.catalogue.batch_corrections import correct_batch
from shop.catalogue.models import Batch
from shop.catalogue.off_sale import CannotChange
from shop.recall.buyers import is_in_open_recall

PAGE = "office_batches:batch"


@require_POST
def block(request: SignedInRequest, pk: int) -> HttpResponse:
    """`block/`: stop the sale, with a reason. A recall has screens of its own."""
    batch, form = get_object_or_404(Batch, pk=pk), ReasonForm(request.POST)
    if not form.is_valid():
        return show(request, pk, block=form, status=422)
    try:
        taken = off_sale.block(batch=batch, by=request.user, **form.cleaned_data)
    except CannotChange as problem:
        return _refused(request, pk, str(problem))
    messages.success(request, f"Batch {batch.number} is blocked: {_pieces(taken)} went off sale.")
    _name_what_stays(request, batch)
    return redirect(PAGE, pk)


@require_POST
def unblock(request: SignedInRequest, pk: int) -> HttpResponse:
    """`unblock/`: undo a block by hand, with a reason. What was recalled is for owners."""
    batch, form = get_object_or_404(Batch, pk=pk), ReasonForm(request.POST)
    if batch.is_recalled and not may_open(request.user, "office_batches:late"):
        return _refused(request, pk, "It was recalled: only an owner ends that.")
    if is_in_open_recall(batch):
        return _refused(request, pk, "It is in an open recall. Close that first.")
    if not form.is_valid():
        return show(request, pk, block=form, status=422)
    try:
        returned = off_sale.unblock(batch=batch, reason=form.cleaned_data["reason"], by=request.user)
    except CannotChange as problem:
        return _refused(request, pk, str(problem))
    return _back_on_sale(request, batch, returned)


@require_POST
def late(request: SignedInRequest, pk: int) -> HttpResponse:
    """`late/`: the owner sells what its date took off sale, up to that date, with a reason."""
    batch, form = get_object_or_404(Batch, pk=pk), ReasonForm(request.POST)
    if not form.is_valid():
        return show(request, pk, late=form, status=422)
    try:
        returned = off_sale.sell_to_the_end(batch=batch, reason=form.cleaned_data["reason"], by=request.user)
    except CannotChange as problem:
        return _refused(request, pk, str(problem))
    return _back_on_sale(request, batch, returned)


@require_http_methods(["GET", "POST"])
def correct(request: SignedInRequest, pk: int) -> HttpResponse:
    """`correct/`: number and date, while nothing of the batch was sent."""
    batch = get_object_or_404(Batch.objects.select_related("product__parent"), pk=pk)
    known = {"number": batch.number, "best_before": batch.best_before}
    form = CorrectForm(request.POST) if request.method == "POST" else CorrectForm(initial=known)
    if request.method == "POST" and form.is_valid():
        try:
            correct_batch(batch=batch, by=request.user, **form.cleaned_data)
        except CannotChange as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "The batch is corrected.")
            return redirect(PAGE, pk)
    return _form_page(request, batch, form)


def _form_page(request: SignedInRequest, batch: Batch, form: Form) -> HttpResponse:
    context = {"batch": batch, "form": form}
    return render(request, "backoffice/batches/correct.html", context, status=422 if form.errors else 200)


def _refused(request: SignedInRequest, pk: int, text: str) -> HttpResponse:
    messages.error(request, text)
    return redirect(PAGE, pk)


def _back_on_sale(request: SignedInRequest, batch: Batch, returned: int) -> HttpResponse:
    if returned:
        messages.success(request, f"{_pieces(returned)} of batch {batch.number} may be sold again.")
    else:
        messages.info(request, f"Batch {batch.number} isn’t blocked by hand any more; nothing went on sale.")
    return redirect(PAGE, batch.pk)


def _name_what_stays(request: SignedInRequest, batch: Batch) -> None:
    """Pieces that orders wait for stay on the shelf, and can't be sent."""
    left = Batch.objects.with_left().get(pk=batch.pk).left
    if left:
        messages.warning(request, f"{_pieces(left)} of it are promised to orders: Today names them.")


def _pieces(number: int) -> str:
    return f"{number} piece" if number == 1 else f"{number} pieces"
