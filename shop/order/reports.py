"""Oscar's order report, over sales only and net of refunds."""

from django.db.models import QuerySet
from django.http import HttpResponse
from oscar.apps.order import reports

from shop.money import from_pence
from shop.order.models import Order
from shop.order.refunds import given_back
from shop.order.sales import sold_orders

COLUMNS = ["Order number", "Name", "Email", "Total, VAT included", "Refunded or disputed", "Net", "Placed"]


class OrderReportCSVFormatter(reports.OrderReportCSVFormatter):
    """Called for “Orders sold” as a file. Oscar's leaves out the names of guests, and refunds."""

    def generate_csv(self, response: HttpResponse, orders: QuerySet[Order]) -> None:
        """Write the columns' names, then a row for each order."""
        writer = self.get_csv_writer(response)
        writer.writerow(COLUMNS)
        refunded = given_back(orders)
        for order in orders.select_related("user", "shipping_address"):
            back = from_pence(refunded.get(order.pk, 0))
            total = order.total_incl_tax
            row = [order.number, _name(order), order.email, total, back, total - back, order.date_placed]
            writer.writerow(row)


def _name(order: Order) -> str:
    address = order.shipping_address
    if address:
        return str(address.name)
    return str(order.user.get_full_name()) if order.user else ""


class OrderReportGenerator(reports.OrderReportGenerator):
    """Called by the dashboard's reports. Oscar's lists unpaid and simulated orders, too."""

    description = "Orders sold"
    formatters = {
        **reports.OrderReportGenerator.formatters,
        "CSV_formatter": OrderReportCSVFormatter,
    }

    def get_queryset(self) -> QuerySet[Order]:
        """All sales; Oscar then filters by the chosen dates."""
        return sold_orders()
