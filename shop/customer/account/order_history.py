"""A person's orders, and what their states mean in plain words."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet, Sum

from shop.order import statuses
from shop.order.models import Order

A_PAGE = 10
WORDS = {
    statuses.PENDING: "Not paid yet",
    statuses.PAID: "Paid, we’re preparing it",
    statuses.DISPATCHED: "On its way",
    statuses.DELIVERED: "Delivered",
    statuses.CANCELLED: "Cancelled",
    statuses.REVIEW: "We are looking into the payment",
}


def orders_of(user: Any) -> QuerySet[Any]:
    """Newest first, with the number of things in each."""
    orders = Order.objects.filter(user=user).annotate(things=Sum("lines__quantity"))
    return orders.order_by("-date_placed", "-pk")


def in_words(status: str) -> str:
    """A state as a shopper reads it; one we don't know is shown as it is."""
    return WORDS.get(status, status)


def last_orders(user: Any) -> list[Any]:
    """The three newest, for the overview."""
    return _told(list(orders_of(user)[:3]))


def page_of(user: Any, number: str | None) -> Page[Any]:
    """A page of the history; a number that isn't there gives the nearest."""
    page = Paginator(orders_of(user), A_PAGE).get_page(number)
    page.object_list = _told(list(page.object_list))
    return page


def _told(orders: list[Any]) -> list[Any]:
    for order in orders:
        order.words = in_words(order.status)
    return orders
