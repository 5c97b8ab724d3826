"""Oscar's statistics of orders, with sales figures. Orders themselves are in the office."""

from typing import Any

from django.db.models import Count
from oscar.apps.dashboard.orders import views

from shop.order.models import Line
from shop.order.sales import sold_orders
from shop.payment.services import takings


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
