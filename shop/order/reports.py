"""Oscar's order report, over sales only."""

from typing import Any

from oscar.apps.order import reports

from shop.order.sales import sold_orders


class OrderReportCSVFormatter(reports.OrderReportCSVFormatter):
    """Called for “Orders sold” as a file. Oscar's names nobody who bought without an account."""

    def generate_csv(self, response: Any, orders: Any) -> None:
        """A line for each order."""
        writer = self.get_csv_writer(response)
        writer.writerow(["Order number", "Name", "Email", "Total, VAT included", "Placed"])
        for order in orders.select_related("user", "shipping_address"):
            address = order.shipping_address
            name = address.name if address else order.user and order.user.get_full_name()
            writer.writerow([order.number, name, order.email, order.total_incl_tax, order.date_placed])


class OrderReportGenerator(reports.OrderReportGenerator):
    """Called by the dashboard's reports; Oscar's lists unpaid and simulated orders, too."""

    description = "Orders sold"
    formatters = {
        **reports.OrderReportGenerator.formatters,
        "CSV_formatter": OrderReportCSVFormatter,
    }

    def get_queryset(self) -> Any:
        """The dates are put on top of it."""
        return sold_orders()
