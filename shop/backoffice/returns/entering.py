"""`/office/returns/new/<order>/`: enter what a buyer said on the telephone or by email."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from shop.accounts.requests import SignedInRequest
from shop.backoffice.returns.addresses import return_url
from shop.backoffice.returns.forms import EnterForm
from shop.order import statuses
from shop.order.models import Order
from shop.order.returns.take import AlreadyCancelled, take_return


@require_http_methods(["GET", "POST"])
def enter(request: SignedInRequest, number: str) -> HttpResponse:
    """The buyer gets the same receipt as if they had used the order's page."""
    order = get_object_or_404(Order, number=number)
    is_post = request.method == "POST"
    form = EnterForm(request.POST if is_post else None, request.FILES if is_post else None, order=order)
    if order.status not in statuses.SOLD or not form.lines:
        messages.error(request, "Nothing of this order is left to cancel or to complain about.")
        return redirect("office_orders:order", order.number)
    if is_post and form.is_valid():
        try:
            row = take_return(order=order, chosen=form.chosen(), said=form.said(request.user))
        except AlreadyCancelled:
            form.add_error(None, "Less is left by now: a notice of this order has just come in.")
        else:
            messages.success(request, "It is entered. We’ve emailed the buyer a receipt.")
            return redirect(return_url(row))
    status = 422 if form.errors else 200
    return render(request, "backoffice/returns/enter.html", {"form": form, "order": order}, status=status)
