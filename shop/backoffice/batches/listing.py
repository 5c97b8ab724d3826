"""`/office/batches/`: all batches, with one search, filters and files."""

from typing import ClassVar, Final

from django.db.models import F, QuerySet
from django.urls import reverse

from shop.backoffice.batches.filters import BatchFilter
from shop.backoffice.columns import CardTitleColumn, LabelColumn
from shop.backoffice.listing import OfficeList
from shop.catalogue.batches import State
from shop.catalogue.models import Batch
from shop.fields.word_search import each_word
from shop.london import london

NAMESPACE: Final = "office_batches"
WORDS: Final = ("number", "product__title", "product__parent__title", "product__stockrecords__partner_sku")


def batch_url(batch: Batch) -> str:
    """Its page."""
    return reverse(f"{NAMESPACE}:batch", args=[batch.pk])


def search(rows: QuerySet[Batch], text: str) -> QuerySet[Batch]:
    """Batches of which every word is in the number, the size's name or the SKU."""
    hits = Batch.objects.filter(each_word(text, *WORDS)).order_by().values("pk")
    return rows.filter(pk__in=hits)


def state_label(batch: Batch) -> str:
    """“Blocked by date”, for a batch of `with_states`."""
    return str(State(batch.__dict__["state"]).label)


def _until(batch: Batch) -> str:
    return london(batch.best_before, "%d/%m/%Y") if batch.best_before else "no date"


class BatchesView(OfficeList[Batch]):
    """The list; a number opens its batch."""

    model = Batch
    page_title = "Batches"
    index_url_name = f"{NAMESPACE}:index"
    index_results_url_name = f"{NAMESPACE}:index_results"
    filterset_class = BatchFilter
    default_ordering = (F("best_before").asc(nulls_last=True), "received_at", "pk")
    template_name = "backoffice/batches/list.html"
    results_template_name = "backoffice/batches/results.html"
    columns = (
        CardTitleColumn("number", label="Batch", get_url=batch_url),
        LabelColumn("size", accessor=lambda row: row.product.full_name, label="Size"),
        LabelColumn("state", accessor=state_label, label="State"),
        LabelColumn("best_before", accessor=_until, label="Best before"),
        LabelColumn(
            "received_at", accessor=lambda row: london(row.received_at, "%d/%m/%Y"), label="Received on"
        ),
        LabelColumn("quantity", label="Received"),
        LabelColumn("sent", label="Sent"),
        LabelColumn("left", label="Left"),
        LabelColumn("blocked", label="Put aside"),
    )
    export_filename = "batches"
    export_headings: ClassVar = {
        "number": "Batch",
        "sku": "SKU",
        "size": "Size",
        "state": "State",
        "best_before": "Best before",
        "received_at": "Received on",
        "quantity": "Received",
        "sent": "Sent",
        "left": "Left",
        "blocked": "Put aside",
        "reason": "Why blocked",
    }
    list_export = tuple(export_headings)

    def get_base_queryset(self) -> QuerySet[Batch]:
        """With what a row shows."""
        related = ("product__parent", "product__product_class")
        return Batch.objects.with_states().select_related(*related).prefetch_related("product__stockrecords")

    def search_in(self, rows: QuerySet[Batch], text: str) -> QuerySet[Batch]:
        """Every word must hit."""
        return search(rows, text)

    def to_row_dict(self, item: Batch) -> dict[str, object]:
        """A row of the file."""
        return {
            "number": item.number,
            "sku": ", ".join(record.partner_sku for record in item.product.stockrecords.all()),
            "size": item.product.full_name,
            "state": state_label(item),
            "best_before": item.best_before,
            "received_at": item.received_at,
            "quantity": item.quantity,
            "sent": item.__dict__["sent"],
            "left": item.left,
            "blocked": item.__dict__["blocked"],
            "reason": item.block_reason,
        }
