"""Oscar's order views, with sales figures and without actions that bypass payments and stock."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from oscar.apps.dashboard.orders import views

from shop.order.lookup import search
from shop.order.models import Line, Order
from shop.order.sales import sold_orders
from shop.payment.services import takings
from shop.spreadsheets.writer import csv_response


class OrderDetailView(views.OrderDetailView):
    """`/dashboard/orders/<number>/`: notes and the status changes that staff may make.

    Oscar's other actions write payments and shipments to its own tables, bypassing ours.
    """

    order_actions = ("save_note", "delete_note", "change_order_status")
    line_actions = ()


class OrderListView(views.OrderListView):
    """`/dashboard/orders/`, with one search box that also finds guest orders."""

    def get_queryset(self) -> QuerySet[Order]:
        """Orders that match the box and all other fields. A complete order number opens the order."""
        found = super().get_queryset()
        words = getattr(self.form, "words", "")
        return found.filter(pk__in=search(self.base_queryset, words).values("pk")) if words else found

    def get_row_values(self, order: Order) -> dict[str, Any]:
        """Oscar's cells with `date` as a datetime instead of text."""
        return {**super().get_row_values(order), "date": order.date_placed}

    def download_selected_orders(self, request: HttpRequest, orders: Iterable[Order]) -> HttpResponse:
        """The selected orders as CSV."""
        rows = ([self.get_row_values(order).get(name) for name in self.CSV_COLUMNS] for order in orders)
        return csv_response(
            filename=self.get_download_filename(request), rows=[self.CSV_COLUMNS.values(), *rows]
        )


class OrderStatsView(views.OrderStatsView):
    """`/dashboard/orders/statistics/`. Oscar's view counts unpaid orders, too."""

    def get_stats(self, filters: dict[str, Any]) -> dict[str, Any]:
        """Oscar's figures for orders that were paid with real money and not cancelled."""
        sold = sold_orders().filter(**filters)
        return {
            "total_orders": sold.count(),
            "total_lines": Line.objects.filter(order__in=sold).count(),
            "total_revenue": takings(sold),
            "order_status_breakdown": sold.order_by("status").values("status").annotate(freq=Count("id")),
        }
