"""Oscar's order screens: statistics of sales only, and no way past payments and stock."""

from typing import Any

from django.db.models import Count
from django.http import HttpResponse
from oscar.apps.dashboard.orders import views
from oscar.core.loading import get_model

from shop.order.lookup import search
from shop.order.sales import sold_orders
from shop.payment.services import takings
from shop.spreadsheets.writer import csv_response


class OrderDetailView(views.OrderDetailView):
    """Called for `/dashboard/orders/<number>/`: notes, and the moves between statuses that staff may make.

    Oscar's other actions write money and goods into its own tables, past payments and stock.
    """

    order_actions = ("save_note", "delete_note", "change_order_status")
    line_actions = ()


class OrderListView(views.OrderListView):
    """Called for `/dashboard/orders/`. One box finds what staff are asked about, guests' orders included."""

    def get_queryset(self) -> Any:
        """The other fields narrow what the box has found; a whole number opens its order at once."""
        found = super().get_queryset()
        words = getattr(self.form, "words", "")
        return found.filter(pk__in=search(self.base_queryset, words).values("pk")) if words else found

    def get_row_values(self, order: Any) -> dict[str, Any]:
        """Oscar's cells, with the time as a time."""
        return {**super().get_row_values(order), "date": order.date_placed}

    def download_selected_orders(self, request: Any, orders: Any) -> HttpResponse:
        """Called by the button above the list."""
        rows = ([self.get_row_values(order).get(name) for name in self.CSV_COLUMNS] for order in orders)
        return csv_response(
            filename=self.get_download_filename(request), rows=[self.CSV_COLUMNS.values(), *rows]
        )


class OrderStatsView(views.OrderStatsView):
    """Called for `/dashboard/orders/statistics/`. Oscar's counts whatever was placed."""

    def get_stats(self, filters: dict[str, Any]) -> dict[str, Any]:
        """The same figures, over orders that were paid with real money and not given up."""
        sold = sold_orders().filter(**filters)
        return {
            "total_orders": sold.count(),
            "total_lines": get_model("order", "Line").objects.filter(order__in=sold).count(),
            "total_revenue": takings(sold),
            "order_status_breakdown": sold.order_by("status").values("status").annotate(freq=Count("id")),
        }
