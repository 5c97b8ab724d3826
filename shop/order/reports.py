"""Oscar's order report, over sales only."""

from typing import Any

from oscar.apps.order import reports

from shop.order.sold import sold_orders


class OrderReportGenerator(reports.OrderReportGenerator):
    """Called by the dashboard's reports; Oscar's lists unpaid and simulated orders, too."""

    description = "Orders sold"

    def get_queryset(self) -> Any:
        """The dates are put on top of it."""
        return sold_orders()
