"""`/office/orders/`: all orders, with one search, filters and files."""

from typing import ClassVar, Final

from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from shop.backoffice.columns import CardTitleColumn, LabelColumn
from shop.backoffice.listing import OfficeList
from shop.backoffice.order_states import state_of, with_holds
from shop.backoffice.orders.addresses import NAMESPACE, order_url
from shop.backoffice.orders.filters import OrderFilter
from shop.london import london
from shop.order.lookup import search
from shop.order.models import Line, Order
from shop.shipping.zones import NAMES

FEW: Final = 1000  # keys that a query is given


def _name(order: Order) -> str:
    return str(order.shipping_address.name) if order.shipping_address else order.email


def _postcode(order: Order) -> str:
    return order.shipping_address.postcode or "" if order.shipping_address else ""


def _items(order: Order) -> str:
    """“2 × Everyday massage oil, 100 ml and 1 more”: the first line, and how many lines follow."""
    lines = list(order.lines.all())
    if not lines:
        return ""
    more = f" and {len(lines) - 1} more" if len(lines) > 1 else ""
    return f"{lines[0].quantity} × {lines[0].title}{more}"


def _total(order: Order) -> str:
    """“£14.50”, or what it is when nobody pays for it."""
    return str(order.get_kind_display()) if order.is_free else f"£{order.total_incl_tax}"


class OrdersView(OfficeList[Order]):
    """The list. A search with one hit leads to its order at once."""

    model = Order
    page_title = "Orders"
    index_url_name = f"{NAMESPACE}:index"
    index_results_url_name = f"{NAMESPACE}:index_results"
    filterset_class = OrderFilter
    default_ordering = ("-date_placed", "-pk")
    template_name = "backoffice/orders/list.html"
    results_template_name = "backoffice/orders/results.html"
    columns = (
        CardTitleColumn("number", label="Number", get_url=order_url),
        LabelColumn("state", accessor=state_of, label="State"),
        LabelColumn("name", accessor=_name, label="Name"),
        LabelColumn("postcode", accessor=_postcode, label="Postcode"),
        LabelColumn("items", accessor=_items, label="Items"),
        LabelColumn("total", accessor=_total, label="Total"),
        LabelColumn(
            "placed", accessor=lambda order: london(order.date_placed, "%d/%m/%Y %H:%M"), label="Placed"
        ),
    )
    export_filename = "orders"
    export_headings: ClassVar = {
        "number": "Number",
        "state": "State",
        "kind": "Kind",
        "name": "Name",
        "email": "Email",
        "postcode": "Postcode",
        "zone": "Goes to",
        "items": "Items",
        "net": "Net",
        "vat": "VAT",
        "gross": "Gross",
        "placed": "Placed",
    }
    list_export = tuple(export_headings)
    _found: list[int] | None = None

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """Open a single hit of a search, unless it is typed in the list itself."""
        answer: HttpResponseBase = super().get(request, *args, **kwargs)
        only = self.only_hit(answer)
        return redirect(order_url(only)) if only else answer

    def get_base_queryset(self) -> QuerySet[Order]:
        """With what a row shows."""
        lines = Prefetch("lines", Line.objects.order_by("pk"))
        return with_holds(Order.objects.select_related("shipping_address", "user")).prefetch_related(lines)

    def search_in(self, rows: QuerySet[Order], text: str) -> QuerySet[Order]:
        """Every word must hit. Few hits are read once: a page asks for its rows, their number and more."""
        hits = self._hits(text)
        return search(rows, text) if len(hits) > FEW else rows.filter(pk__in=hits)

    def _hits(self, text: str) -> list[int]:
        """The keys of what is found, at most one more than FEW."""
        if self._found is None:
            found = search(Order.objects.order_by(), text)
            self._found = list(found.values_list("pk", flat=True)[: FEW + 1])
        return self._found

    def to_row_dict(self, item: Order) -> dict[str, object]:
        """A row of the file."""
        return {
            "number": item.number,
            "state": state_of(item).value,
            "kind": item.get_kind_display(),
            "name": _name(item),
            "email": item.email,
            "postcode": _postcode(item),
            "zone": NAMES.get(item.delivery_zone, item.delivery_zone),
            "items": "; ".join(f"{line.quantity} × {line.title}" for line in item.lines.all()),
            "net": item.total_excl_tax,
            "vat": item.total_tax,
            "gross": item.total_incl_tax,
            "placed": item.date_placed,
        }
