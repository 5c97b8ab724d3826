"""`/office/customers/`: accounts and guests in one list, with one search, filters and files."""

from typing import ClassVar, Final

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from shop.backoffice.columns import CardTitleColumn, LabelColumn
from shop.backoffice.customers.filters import CustomerFilter
from shop.backoffice.customers.search import search
from shop.backoffice.customers.subscribed import with_facts
from shop.backoffice.listing import OfficeList
from shop.backoffice.models import Customer
from shop.london import london
from shop.money import from_pence

NAMESPACE: Final = "office_customers"


def customer_url(customer: Customer) -> str:
    """The customer's page."""
    return reverse(f"{NAMESPACE}:customer", args=[customer.number])


def name_of(customer: Customer) -> str:
    """The name of the account, or the one on the last order."""
    name = customer.account.get_full_name().strip() if customer.account else ""
    address = customer.last_order.shipping_address if customer.last_order else None
    return name or (str(address.name) if address else "")


def account_of(customer: Customer) -> str:
    """“guest”, “account”, and what is particular about it; colleagues are here once they have ordered."""
    user = customer.account
    if user is None:
        return "guest"
    if vars(customer)["works_here"]:
        return "works here"
    if user.is_pending:
        return "account, not confirmed"
    return "account" if user.is_active else "account, stopped"


def spent(customer: Customer) -> str:
    """“£58.00”, after refunds."""
    return f"£{from_pence(customer.pence)}"


def _last_order(customer: Customer) -> str:
    return london(customer.last_order.date_placed, "%d/%m/%Y") if customer.last_order else "–"


class CustomersView(OfficeList[Customer]):
    """The list, who ordered last first. A search with one hit opens it."""

    model = Customer
    header_icon = "group"
    page_title = "Customers"
    index_url_name = f"{NAMESPACE}:index"
    index_results_url_name = f"{NAMESPACE}:index_results"
    filterset_class = CustomerFilter
    default_ordering = ("-newest", "email")
    template_name = "backoffice/customers/list.html"
    results_template_name = "backoffice/customers/results.html"
    columns = (
        CardTitleColumn("email", label="Email", get_url=customer_url),
        LabelColumn("name", accessor=name_of, label="Name"),
        LabelColumn("orders", label="Orders"),
        LabelColumn("spent", accessor=spent, label="Spent after refunds"),
        LabelColumn("last_order", accessor=_last_order, label="Last order"),
        LabelColumn(
            "newsletter", accessor=lambda row: "yes" if row.newsletter else "no", label="Offers by email"
        ),
        LabelColumn("account", accessor=account_of, label="Account"),
    )
    export_filename = "customers"
    export_headings: ClassVar = {
        "email": "Email",
        "name": "Name",
        "orders": "Orders",
        "spent": "Spent after refunds",
        "last_order": "Last order",
        "newsletter": "Offers by email",
        "account": "Account",
    }
    list_export = tuple(export_headings)

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """Open a single hit of a search, unless it is typed in the list itself."""
        answer: HttpResponseBase = super().get(request, *args, **kwargs)
        only = self.only_hit(answer)
        return redirect(customer_url(only)) if only else answer

    def get_base_queryset(self) -> QuerySet[Customer]:
        """With what a row shows."""
        return with_facts(Customer.objects.select_related("account", "last_order__shipping_address"))

    def search_in(self, rows: QuerySet[Customer], text: str) -> QuerySet[Customer]:
        """Every word must hit."""
        return search(rows, text)

    def to_row_dict(self, item: Customer) -> dict[str, object]:
        """A row of the file."""
        return {
            "email": item.email,
            "name": name_of(item),
            "orders": item.orders,
            "spent": from_pence(item.pence),
            "last_order": item.last_order.date_placed if item.last_order else None,
            "newsletter": "yes" if vars(item)["newsletter"] else "no",
            "account": account_of(item),
        }
