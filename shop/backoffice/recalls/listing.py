"""`/office/recalls/`: all recalls, the newest first."""

from typing import ClassVar

from django.db.models import Count, Q, QuerySet

from shop.backoffice.columns import CardTitleColumn, LabelColumn
from shop.backoffice.listing import OfficeList
from shop.backoffice.recalls.addresses import NAMESPACE, recall_url
from shop.fields.word_search import each_word
from shop.london import london
from shop.recall.models import Recall

WORDS = ("title", "problem", "batches__batch__number")


def _stopped(row: Recall) -> str:
    return london(row.stopped_at, "%d/%m/%Y %H:%M") if row.stopped_at else "not yet"


class RecallsView(OfficeList[Recall]):
    """The list; a title opens its recall."""

    model = Recall
    page_title = "Recalls"
    header_icon = "warning"
    index_url_name = f"{NAMESPACE}:index"
    index_results_url_name = f"{NAMESPACE}:index_results"
    default_ordering = ("-prepared_at", "-pk")
    template_name = "backoffice/recalls/list.html"
    results_template_name = "backoffice/recalls/results.html"
    columns = (
        CardTitleColumn("title", label="Recall", get_url=recall_url),
        LabelColumn("state", accessor=lambda row: row.state_words, label="State"),
        LabelColumn("batches", accessor=lambda row: row.scope, label="What"),
        LabelColumn("stopped", accessor=_stopped, label="Sale stopped"),
        LabelColumn("people", accessor=lambda row: row.certain + row.possible, label="Orders"),
    )
    export_filename = "recalls"
    export_headings: ClassVar = {
        "title": "Recall",
        "state": "State",
        "batches": "What",
        "stopped": "Sale stopped",
        "certain": "Orders, certain",
        "possible": "Orders, possible",
    }
    list_export = tuple(export_headings)

    def get_base_queryset(self) -> QuerySet[Recall]:
        """With how many orders have pieces."""
        is_certain = Q(notices__is_certain=True)
        rows = Recall.objects.annotate(
            certain=Count("notices", filter=is_certain, distinct=True),
            possible=Count("notices", filter=~is_certain & Q(notices__isnull=False), distinct=True),
        )
        return rows.prefetch_related("batches__batch", "periods__product__parent")

    def search_in(self, rows: QuerySet[Recall], text: str) -> QuerySet[Recall]:
        """Every word must be in the title, the problem or a batch's number."""
        hits = Recall.objects.filter(each_word(text, *WORDS)).order_by().values("pk")
        return rows.filter(pk__in=hits)

    def to_row_dict(self, item: Recall) -> dict[str, object]:
        """A row of the file."""
        return {
            "title": item.title,
            "state": item.state_words,
            "batches": item.scope,
            "stopped": item.stopped_at,
            "certain": item.__dict__["certain"],
            "possible": item.__dict__["possible"],
        }
