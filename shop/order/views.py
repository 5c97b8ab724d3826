"""The terms, finding an order, and cancelling one."""

from contextlib import suppress
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from shop.caching.decorators import public_page
from shop.order import lookup, statuses
from shop.order.cancellations import cancellable
from shop.order.forms import CancelForm, FindForm
from shop.order.returns.take import AlreadyCancelled, take_return
from shop.order.terms import published_terms, terms_in_force
from shop.order.tokens import VIEW, order_for
from shop.web.client_ip import client_network
from shop.web.rate_limits import RateLimited, consume
from shop.web.signed_links import with_private_referrer


@public_page()
def terms(request: HttpRequest) -> HttpResponse:
    """`/terms/`"""
    return render(request, "oscar/terms.html", {"terms": terms_in_force()})


@public_page()
def old_terms(request: HttpRequest, version: str) -> HttpResponse:
    """`/terms/<version>/`: as an order from then refers to them."""
    found = get_object_or_404(published_terms(), version=version)
    return render(request, "oscar/terms.html", {"terms": found, "is_old": found != terms_in_force()})


@never_cache
@require_http_methods(["GET", "POST"])
def find_order(request: HttpRequest) -> HttpResponse:
    """`/orders/`: the same answer whether or not there is such an order."""
    form = FindForm(request.POST or None)
    context: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        try:
            consume("find-order", form.cleaned_data["email"], most=5, minutes=15)
            consume("find-order.from", client_network(request), most=20, minutes=15)
        except RateLimited as problem:
            return render(request, "oscar/order/find.html", context | {"problem": problem}, status=429)
        lookup.send_link(**form.cleaned_data)
        return render(request, "oscar/order/found.html", {"email": form.cleaned_data["email"]})
    return render(request, "oscar/order/find.html", context, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "POST"])
def cancel(request: HttpRequest, token: str) -> HttpResponse:
    """`/orders/<token>/cancel/`: cancel, or say what is wrong; open to whoever holds the link."""
    order = order_for(token, VIEW)
    if order.status not in statuses.SOLD or not cancellable(order):
        return redirect("orders", token=token)
    is_post = request.method == "POST"
    form = CancelForm(request.POST if is_post else None, request.FILES if is_post else None, order=order)
    if is_post and form.is_valid():
        with suppress(AlreadyCancelled):  # a second click: the page shows the first one's notice
            take_return(order=order, chosen=form.chosen(), said=form.said())
        return redirect(reverse("orders", args=[token]) + "#cancelling")
    context = {"form": form, "order": order, "token": token, "deadlines": order.deadlines}
    response = render(request, "oscar/order/cancel.html", context, status=422 if form.errors else 200)
    return with_private_referrer(response)
