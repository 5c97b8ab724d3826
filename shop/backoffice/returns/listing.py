"""`/office/returns/`: all returns, the nearest last day first, with tabs, search and files."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.utils.html import format_html

from shop.backoffice.columns import CardTitleColumn, LabelColumn
from shop.backoffice.listing import TabbedList
from shop.backoffice.returns.addresses import NAMESPACE, return_url
from shop.backoffice.returns.filters import ReturnFilter
from shop.backoffice.returns.words import due_of
from shop.london import london
from shop.order.lookup import search
from shop.order.models import Order, Return
from shop.order.returns.stages import Stage, nearest_first, stage_of, with_stage
from shop.order.returns.wording import pieces_of


def _name(row: Return) -> str:
    address = row.order.shipping_address
    return str(address.name) if address else row.order.email


def _due(row: Return) -> str:
    due = due_of(row)
    return format_html('<span class="{}">{}</span>', due.css, due.text)


class ReturnsView(TabbedList[Return]):
    """The list."""

    model = Return
    page_title = "Returns and cancellations"
    header_icon = "resubmit"
    index_url_name = f"{NAMESPACE}:index"
    index_results_url_name = f"{NAMESPACE}:index_results"
    filterset_class = ReturnFilter
    tab_filter = "stage"
    tab_choices = Stage.choices
    default_ordering = None
    template_name = "backoffice/returns/list.html"
    results_template_name = "backoffice/returns/results.html"
    columns = (
        CardTitleColumn("number", accessor=lambda row: row.order.number, label="Order", get_url=return_url),
        LabelColumn("due", accessor=_due, label="Last day"),
        LabelColumn("stage", accessor=lambda row: stage_of(row).label, label="Stands at"),
        LabelColumn("items", accessor=pieces_of, label="Items"),
        LabelColumn("reason", accessor=lambda row: row.get_reason_display(), label="Reason"),
        LabelColumn("name", accessor=_name, label="Name"),
        LabelColumn("told", accessor=lambda row: london(row.told_on, "%d/%m/%Y"), label="Notice"),
    )
    export_filename = "returns"
    export_headings: ClassVar = {
        "number": "Order",
        "kind": "Kind",
        "reason": "Reason",
        "stage": "Stands at",
        "items": "Items",
        "name": "Name",
        "told": "Notice",
        "posted": "Posted",
        "arrived": "Arrived",
        "due": "Last day",
        "settled": "Settled",
        "outcome": "Outcome",
    }
    list_export = tuple(export_headings)

    def get_base_queryset(self) -> QuerySet[Any]:
        """With what a row shows."""
        related = ("order__shipping_address", "order__user", "notice")
        return with_stage(Return.objects.select_related(*related)).prefetch_related("lines__line")

    def order_queryset(self, queryset: QuerySet[Return]) -> QuerySet[Return]:
        """By the last day."""
        return nearest_first(queryset)

    def search_in(self, rows: QuerySet[Return], text: str) -> QuerySet[Return]:
        """By what finds their orders."""
        return rows.filter(order__in=search(Order.objects.all(), text).order_by().values("pk"))

    def tab_rows(self) -> QuerySet[Any]:
        """With where each stands."""
        return with_stage(Return.objects.all())

    def to_row_dict(self, item: Return) -> dict[str, object]:
        """A row of the file."""
        return {
            "number": item.order.number,
            "kind": item.get_kind_display(),
            "reason": item.get_reason_display(),
            "stage": stage_of(item).label,
            "items": pieces_of(item),
            "name": _name(item),
            "told": item.told_on,
            "posted": item.posted_on,
            "arrived": item.arrived_on,
            "due": item.due_on,
            "settled": item.settled_at,
            "outcome": item.get_outcome_display(),
        }
