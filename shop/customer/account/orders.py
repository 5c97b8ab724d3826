"""A person's own orders. Somebody else's is a page that isn't there."""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache

from shop.customer.account.order_history import in_words, orders_of, page_of
from shop.order import statuses
from shop.order.emails import delivery_dates, vat_by_rate
from shop.order.tokens import VIEW, token_for
from shop.payment.services import refunds_told, vat_after_refunds


@never_cache
@login_required
def order_list(request: Any) -> HttpResponse:
    """`/account/orders/`, newest first."""
    context = {"page": page_of(request.user, request.GET.get("page")), "tab": "orders"}
    return render(request, "oscar/customer/order/order_list.html", context)


@never_cache
@login_required
def order_detail(request: Any, order_number: str) -> HttpResponse:
    """`/account/orders/<number>/`: what was bought; the mailed link's page tells of the money."""
    orders = orders_of(request.user).select_related("shipping_address__country")
    order = get_object_or_404(orders, number=order_number)
    context = {
        "order": order,
        "lines": order.lines.select_related("product__parent"),
        "words": in_words(order.status),
        "vat_rows": (vat_after_refunds(order) or vat_by_rate(order)) if settings.VAT_REGISTERED else [],
        "refunds": refunds_told(order),
        "dates": delivery_dates(order) if order.status == statuses.PAID else "",
        "token": token_for(order, VIEW),
        "tab": "orders",
    }
    return render(request, "oscar/customer/order/order_detail.html", context)
