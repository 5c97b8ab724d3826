"""`/office/orders/<number>/parcels/<id>/not-sent/`: a parcel marked as sent that is still in the house."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from shop.accounts.requests import SignedInRequest
from shop.backoffice.orders.addresses import order_url
from shop.backoffice.orders.page.forms import NotSentForm
from shop.backoffice.posted import posted
from shop.order.models import Parcel
from shop.order.not_sent import CannotTakeBack, take_back_parcel, why_not_taken_back


@require_http_methods(["GET", "POST"])
def not_sent(request: SignedInRequest, number: str, pk: int) -> HttpResponse:
    """The address names the parcel, so that an old form can't take back the one that was sent since."""
    parcels = Parcel.objects.select_related("order", "sent_by")
    parcel = get_object_or_404(parcels, pk=pk, order__number=number)
    if why := why_not_taken_back(parcel.order, parcel):
        messages.error(request, why)
        return redirect(order_url(parcel.order))
    form = NotSentForm(posted(request))
    if request.method == "POST" and form.is_valid():
        _take_back(request, parcel, form.cleaned_data["reason"])
        return redirect(order_url(parcel.order))
    lines = parcel.lines.select_related("line")
    context = {
        "title": "Not sent after all",
        "form": form,
        "order": parcel.order,
        "parcel": parcel,
        "lines": lines,
    }
    status = 422 if form.errors else 200
    return render(request, "backoffice/orders/not_sent.html", context, status=status)


def _take_back(request: SignedInRequest, parcel: Parcel, reason: str) -> None:
    try:
        take_back_parcel(parcel=parcel, reason=reason, by=request.user)
    except CannotTakeBack as problem:
        messages.error(request, str(problem))
    else:
        number = parcel.order.number
        messages.success(request, f"Order {number} waits to be packed again. We’ve emailed the buyer.")
