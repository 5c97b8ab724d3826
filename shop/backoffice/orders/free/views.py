"""`/office/orders/<number>/replace/`: send pieces again. shop.backoffice.gate asks for the right."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from shop.accounts.requests import SignedInRequest
from shop.backoffice.orders.addresses import order_url
from shop.backoffice.orders.free.forms import ReplaceForm
from shop.backoffice.posted import posted
from shop.order.free_orders import CannotSend
from shop.order.models import Order
from shop.order.replacements import may_be_replaced, replace


@require_http_methods(["GET", "POST"])
def replace_parcel(request: SignedInRequest, number: str) -> HttpResponse:
    """Other pages may fill the form in: `?reason=faulty&pieces_12=1`."""
    order = get_object_or_404(Order.objects.select_related("shipping_address"), number=number)
    if not may_be_replaced(order):
        messages.error(request, "Only what was sent can be replaced.")
        return redirect(order_url(order))
    data = posted(request)
    form = ReplaceForm(data, order=order, initial=request.GET.dict() or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = replace(order=order, asked=form.asked(request.user))
        except CannotSend as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, f"Order {made.number} replaces it. We’ve emailed the buyer.")
            return redirect(order_url(made))
    context = {"form": form, "order": order}
    status = 422 if form.errors else 200
    return render(request, "backoffice/orders/free/replace.html", context, status=status)
