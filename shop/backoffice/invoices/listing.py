"""`/office/invoices/`: all invoices and credit notes, with one search, filters, PDFs and files."""

from typing import Any, ClassVar, Final

from django.db.models import QuerySet, Sum
from django.urls import reverse

from shop.backoffice.columns import CardTitleColumn, LabelColumn
from shop.backoffice.invoices.filters import DocumentFilter
from shop.backoffice.listing import OfficeList
from shop.backoffice.orders.addresses import order_url
from shop.documents.models import Document
from shop.documents.search import search
from shop.documents.wording import money
from shop.london import london
from shop.money import from_pence

NAMESPACE: Final = "office_invoices"


def pdf_url(document: Document) -> str:
    """Its PDF."""
    return reverse(f"{NAMESPACE}:pdf", args=[document.pk])


def _title(document: Document) -> str:
    return f"{document.title} (simulated)" if document.is_simulated else document.title


def _sums(found: QuerySet[Document]) -> dict[str, str]:
    """Net, VAT and total of all that were found, as pounds; a credit note is below nothing."""
    sums = found.order_by().aggregate(**{name: Sum(f"{name}_minor") for name in ("net", "vat", "gross")})
    return {name: money(pence or 0) for name, pence in sums.items()}


class InvoicesView(OfficeList[Document]):
    """The list; a number opens its PDF."""

    model = Document
    page_title = "Invoices and credit notes"
    index_url_name = f"{NAMESPACE}:index"
    index_results_url_name = f"{NAMESPACE}:index_results"
    filterset_class = DocumentFilter
    default_ordering = ("-tax_point", "-pk")
    template_name = "backoffice/invoices/list.html"
    results_template_name = "backoffice/invoices/results.html"
    columns = (
        CardTitleColumn("number", label="Number", get_url=pdf_url),
        LabelColumn("title", accessor=_title, label="Kind"),
        CardTitleColumn(
            "order",
            accessor=lambda row: row.order.number,
            label="Order",
            get_url=lambda row: order_url(row.order),
        ),
        LabelColumn("buyer_name", label="Name"),
        LabelColumn("net", accessor=lambda row: money(row.net_minor), label="Net"),
        LabelColumn("vat", accessor=lambda row: money(row.vat_minor), label="VAT"),
        LabelColumn("gross", accessor=lambda row: money(row.gross_minor), label="Total"),
        LabelColumn("tax_point", accessor=lambda row: london(row.tax_point, "%d/%m/%Y"), label="Tax point"),
    )
    export_filename = "invoices"
    export_headings: ClassVar = {
        "number": "Number",
        "title": "Kind",
        "order": "Order",
        "corrects": "Corrects",
        "name": "Name",
        "email": "Email",
        "tax_point": "Tax point",
        "vat_day": "In the VAT return of",
        "issued": "Issued",
        "net": "Net",
        "vat": "VAT",
        "gross": "Gross",
        "simulated": "Simulated",
    }
    list_export = tuple(export_headings)

    def get_base_queryset(self) -> QuerySet[Document]:
        """With what a row shows."""
        return Document.objects.with_vat_day().select_related("order__user", "corrects")

    def search_in(self, rows: QuerySet[Document], text: str) -> QuerySet[Document]:
        """Every word must hit."""
        return search(rows, text)

    def get_context_data(self, *args: object, **kwargs: object) -> dict[str, Any]:
        """With the sums and the address of the ZIP of what was found, on all pages."""
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        asked = self.request.GET.urlencode()
        if context["paginator"]:  # a file has no pages, and no words around its rows
            context["sums"] = _sums(context["paginator"].object_list)
        context["zip_url"] = reverse(f"{NAMESPACE}:zip") + (f"?{asked}" if asked else "")
        return context

    def to_row_dict(self, item: Document) -> dict[str, object]:
        """A row of the file."""
        return {
            "number": item.number,
            "title": item.title,
            "order": item.order.number,
            "corrects": item.corrects.number if item.corrects else "",
            "name": item.buyer_name,
            "email": item.order.email,
            "tax_point": item.tax_point,
            "vat_day": item.counts_on or item.tax_point,
            "issued": item.issued_on,
            "net": from_pence(item.net_minor),
            "vat": from_pence(item.vat_minor),
            "gross": from_pence(item.gross_minor),
            "simulated": "yes" if item.is_simulated else "no",
        }
