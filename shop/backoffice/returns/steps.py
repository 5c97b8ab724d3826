"""What is noted about a return. shop.backoffice.gate asks for the rights."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from shop.accounts.requests import SignedInRequest
from shop.backoffice.returns.addresses import return_url
from shop.backoffice.returns.forms import ArrivedForm, CloseForm, PostedForm
from shop.backoffice.returns.page import found, show
from shop.order.return_rows import Outcome
from shop.order.returns.settle import close_unpaid
from shop.order.returns.steps import CannotNote, note_arrival, note_posting
from shop.order.services import CannotSettle

LATER = "later"  # the name of the button for a parcel that nobody has opened yet


@require_POST
def posted(request: SignedInRequest, pk: int) -> HttpResponse:
    """`posted/`: the buyer has shown a proof of posting."""
    row = found(pk)
    form = PostedForm(request.POST, row=row)
    if form.is_valid():
        try:
            note_posting(item_return=row, day=form.cleaned_data["posted"], by=request.user)
        except CannotNote as problem:
            form.add_error("posted", str(problem))
        else:
            messages.success(request, "The proof of posting is noted: the refund is due 14 days after it.")
            return redirect(return_url(row))
    return show(request, row, posted_form=form)


@require_POST
def arrived(request: SignedInRequest, pk: int) -> HttpResponse:
    """`arrived/`: items are back."""
    row = found(pk)
    form = ArrivedForm(request.POST, row=row)
    if LATER in request.POST or form.is_valid():
        pieces = [] if LATER in request.POST else form.arrived()
        try:
            note_arrival(item_return=row, arrived=pieces, by=request.user)
            messages.success(request, "It is noted. Sealed items in date are back in stock.")
        except CannotNote as problem:
            messages.error(request, str(problem))
        return redirect(return_url(row))
    if not form.waiting:
        messages.error(request, "A colleague has noted all of it. Nothing was entered twice.")
        return redirect(return_url(row))
    return show(request, row, arrived_form=form)


@require_POST
def close(request: SignedInRequest, pk: int) -> HttpResponse:
    """`close/`: nothing is owed, or a new item goes out."""
    row = found(pk)
    form = CloseForm(request.POST)
    if form.is_valid():
        outcome = Outcome(form.cleaned_data["outcome"])
        try:
            close_unpaid(item_return=row, outcome=outcome, why=form.cleaned_data["why"], by=request.user)
        except CannotSettle as problem:
            form.add_error("why", str(problem))
        else:
            messages.success(request, "The return is settled. We’ve emailed the buyer.")
            return redirect(return_url(row))
    return show(request, row, close_form=form)
