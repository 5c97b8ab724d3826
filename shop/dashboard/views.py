"""The dashboard's first page. Its figures count sales only."""

from datetime import timedelta
from typing import Any

from django.db.models import Count
from django.utils.timezone import now
from oscar.apps.dashboard import views

from shop.money import round_penny
from shop.order.models import Line
from shop.order.sales import sold_orders
from shop.payment.services import takings


class IndexView(views.IndexView):
    """`/dashboard/`. Oscar's figures include unpaid and simulated orders."""

    def get_stats(self) -> dict[str, Any]:
        """Oscar's statistics with the order figures replaced by sales."""
        sold = sold_orders()
        today = sold.filter(date_placed__gt=now() - timedelta(hours=24))
        lines = Line.objects
        ours = {
            "total_orders": sold.count(),
            "total_orders_last_day": today.count(),
            "total_lines": lines.filter(order__in=sold).count(),
            "total_lines_last_day": lines.filter(order__in=today).count(),
            "total_revenue": takings(sold),
            "total_revenue_last_day": takings(today),
            "average_order_costs": round_penny(takings(today) / max(today.count(), 1)),
            "hourly_report_dict": self.get_hourly_report(sold),
            "order_status_breakdown": sold.order_by("status").values("status").annotate(freq=Count("id")),
        }
        return {**super().get_stats(), **ours}
