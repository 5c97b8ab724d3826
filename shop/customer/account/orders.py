"""The order history of a signed-in customer. Someone else's order is a 404."""

from typing import Any, Protocol

from django.contrib.auth.decorators import login_required
from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, QuerySet, Sum
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache

from shop.accounts.models import User
from shop.accounts.requests import SignedInRequest
from shop.checkout.order_context import order_context
from shop.order import statuses
from shop.order.models import CancellationNotice, Order
from shop.order.tokens import VIEW, token_for
from shop.order.vat_summary import vat_by_rate
from shop.payment.services import vat_after_refunds

PAGE_SIZE = 10
STATUS_LABELS = {
    statuses.PENDING: "Not paid yet",
    statuses.PAID: "Paid, we’re preparing it",
    statuses.DISPATCHED: "On its way",
    statuses.DELIVERED: "Delivered",
    statuses.CANCELLED: "Cancelled",
    statuses.REVIEW: "We are looking into the payment",
}


@never_cache
@login_required
def order_list(request: SignedInRequest) -> HttpResponse:
    """`/account/orders/`, newest first."""
    page: Page[Order] = Paginator(orders_of(request.user), PAGE_SIZE).get_page(request.GET.get("page"))
    page.object_list = _with_labels(list(page.object_list))
    return render(request, "oscar/customer/order/order_list.html", {"page": page, "tab": "orders"})


@never_cache
@login_required
def order_detail(request: SignedInRequest, order_number: str) -> HttpResponse:
    """`/account/orders/<number>/`: lines, refunds and VAT, with a link to the order's payment page."""
    orders = orders_of(request.user).select_related("shipping_address__country")
    order = get_object_or_404(orders, number=order_number)
    if order.is_contribution:
        return redirect("orders", token=token_for(order, VIEW))
    shown = order_context(order)
    context: dict[str, Any] = {
        **shown,
        "status_label": status_label(order),
        "vat_rows": (vat_after_refunds(order) or vat_by_rate(order)) if order.shows_vat else [],
        "dates": shown["dates"] if order.status == statuses.PAID else "",
        "tab": "orders",
    }
    return render(request, "oscar/customer/order/order_detail.html", context)


def orders_of(user: User) -> QuerySet[Order]:
    """A customer's orders, newest first, each with `item_count`, `pieces_sent` and `is_being_cancelled`."""
    pieces = {"item_count": Sum("lines__quantity"), "pieces_sent": Sum("lines__quantity_sent")}
    notices = CancellationNotice.objects.open().filter(order=OuterRef("pk"))
    orders = Order.objects.filter(user=user).annotate(**pieces, is_being_cancelled=Exists(notices))
    return orders.order_by("-date_placed", "-pk")


def last_orders(user: User) -> list[Order]:
    """The three newest orders, each with `status_label`."""
    return _with_labels(list(orders_of(user)[:3]))


class Counted(Protocol):
    """An order that comes from `orders_of`."""

    status: str
    pieces_sent: int | None
    is_being_cancelled: bool

    @property
    def is_contribution(self) -> bool:
        """Whether nothing is sent with it."""


def status_label(order: Counted) -> str:
    """An order's status in the customer's words; an unknown one unchanged."""
    if order.status == statuses.PAID and order.is_contribution:
        return "Paid"
    if order.status in statuses.SOLD and order.is_being_cancelled:
        return "We have your cancellation"
    if order.status == statuses.PAID and order.pieces_sent:
        return "A part of it is on its way"
    return STATUS_LABELS.get(order.status, order.status)


def _with_labels(orders: list[Order]) -> list[Order]:
    for order in orders:
        order.status_label = status_label(order)
    return orders
