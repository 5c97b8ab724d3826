"""`/office/orders/<number>/tracking/`: a tracking number that was noted wrongly."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from shop.accounts.requests import SignedInRequest
from shop.backoffice.orders.addresses import order_url
from shop.backoffice.orders.page.changes import form_page
from shop.backoffice.orders.page.forms import TrackingForm
from shop.backoffice.posted import posted
from shop.order import corrections, statuses
from shop.order.models import Order
from shop.order.tracking_numbers import is_tracked


@require_http_methods(["GET", "POST"])
def tracking(request: SignedInRequest, number: str, pk: int | None = None) -> HttpResponse:
    """`tracking/`, `parcels/<id>/tracking/`: correct it; the buyer gets the email about the parcel again."""
    order = get_object_or_404(Order, number=number, status__in=statuses.SOLD)
    parcel = get_object_or_404(order.parcels.sent(), pk=pk) if pk else order.parcels.sent().last()
    if parcel is None and order.status not in statuses.RECEIVED:
        raise Http404
    initial = {"tracking_number": parcel.tracking_number if parcel else order.tracking_number}
    form = TrackingForm(posted(request), initial=initial, is_tracked=is_tracked(order.shipping_method))
    if request.method == "POST" and form.is_valid():
        given = {"number": form.cleaned_data["tracking_number"], "why": form.cleaned_data["why"]}
        try:
            if corrections.correct_tracking(order=order, parcel=parcel, by=request.user, **given):
                messages.success(request, "The tracking number is corrected. We’ve emailed the buyer.")
            return redirect(order_url(order))
        except corrections.NumberTaken as problem:
            form.add_error("tracking_number", str(problem))
        except corrections.CannotCorrect as problem:
            form.add_error(None, str(problem))
    return form_page(request, order, form, title="Correct the tracking number", button="Correct it")
