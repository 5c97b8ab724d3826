"""A person's own orders."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache

from shop.order.models import Order
from shop.order.tokens import VIEW, token_for

PER_PAGE = 20


@never_cache
@login_required
def order_list(request: Any) -> HttpResponse:
    """`/account/orders/`, newest first."""
    orders = Order.objects.filter(user=request.user).order_by("-date_placed").prefetch_related("lines")
    page = Paginator(orders, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "oscar/customer/order/order_list.html", {"page": page})


@never_cache
@login_required
def order_detail(request: Any, order_number: str) -> HttpResponse:
    """`/account/orders/<number>/`: the same page as the mailed link shows; another's order isn't there."""
    order = get_object_or_404(Order, user=request.user, number=order_number)
    return redirect("orders", token=token_for(order, VIEW))
