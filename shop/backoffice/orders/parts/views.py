"""`/office/orders/<number>/send-part/`: some pieces leave, the others follow."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods
from wagtail.log_actions import log

from shop.accounts.models import User
from shop.accounts.requests import SignedInRequest
from shop.backoffice.orders.addresses import order_url
from shop.backoffice.orders.parts.forms import PartForm
from shop.backoffice.packing.batch_choices import BatchChoices
from shop.backoffice.packing.queue import in_this_order
from shop.backoffice.packing.send import SENT
from shop.backoffice.posted import posted
from shop.order import statuses
from shop.order.dispatch import AlreadySent, CannotDispatch, NumberTaken, dispatch_order, why_not_sent
from shop.order.dispatch_holds import dispatch_hold_reason, is_missing
from shop.order.models import Order


@require_http_methods(["GET", "POST"])
def send_part(request: SignedInRequest, number: str) -> HttpResponse:
    """Pieces, batches and tracking of one parcel."""
    (order,) = in_this_order([get_object_or_404(Order, number=number).pk])
    if why := _why_not(order):
        messages.error(request, why)
        return redirect(order_url(order))
    form = PartForm(posted(request), order=order, batches=BatchChoices(list(order.lines.all())))
    if request.method == "POST" and form.is_valid():
        try:
            _send(order, form, request.user)
        except CannotDispatch as problem:
            if isinstance(problem, AlreadySent) and problem.parcel.sent_by_id == request.user.pk:
                messages.info(request, "You had sent that parcel already. Nothing was sent twice.")
                return redirect(order_url(order))
            form.add_error("tracking_number" if isinstance(problem, NumberTaken) else None, str(problem))
        else:
            messages.success(request, _done(order))
            return redirect(order_url(order))
    context = {"order": order, "form": form, "title": "Send part of this order"}
    status = 422 if form.errors else 200
    return render(request, "backoffice/orders/parts/send.html", context, status=status)


def _why_not(order: Order) -> str:
    if order.status != statuses.PAID:
        return str(why_not_sent(order))
    hold = dispatch_hold_reason(order)
    return f"It is on hold: {hold}" if hold and not is_missing(hold) else ""


@transaction.atomic
def _send(order: Order, form: PartForm, by: User) -> None:
    dispatch_order(
        order=order,
        pieces=form.pieces(),
        batches=form.packed(),
        tracking_number=form.cleaned_data["tracking_number"],
        after=form.cleaned_data["after"],
        by=by,
    )
    log(order, SENT, user=by)


def _done(order: Order) -> str:
    order.refresh_from_db(fields=["status"])
    if order.status == statuses.DISPATCHED:
        return "That was all of it: the order is sent. We’ve emailed the buyer."
    return "The parcel is noted. We’ve emailed the buyer what is in it and what follows."
