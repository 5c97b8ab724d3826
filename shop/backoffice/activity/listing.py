"""`/office/activity/`: who changed what, when and from where; before and after."""

from typing import Any, ClassVar, Final

from django.db.models import IntegerField, QuerySet, Value
from wagtail.admin.views.reports.audit_logging import LogEntriesView
from wagtail.log_actions import registry
from wagtail.models import ModelLogEntry, PageLogEntry

from shop.backoffice.activity.filters import ActivityFilter
from shop.backoffice.activity.words import kind_in_words, name_in_words

NAMESPACE: Final = "office_activity"
type Entry = ModelLogEntry | PageLogEntry


def told(entry: Entry) -> list[str]:
    """The changes in words: “price: 9.00 → 10.00”."""
    changes = (entry.data or {}).get("changes", [])
    return [_change(*change) for change in changes if len(change) == 3]


def _change(what: str, before: str, after: str) -> str:
    what = name_in_words(what)
    arrow = f"{before or 'nothing'} → {after or 'nothing'}" if before or not after else after
    return f"{what}: {arrow}" if what else arrow


class ActivityView(LogEntriesView):
    """All entries, the newest first. There is no screen that edits or deletes one."""

    page_title = "Activity"
    results_template_name = "backoffice/activity/results.html"
    index_url_name = f"{NAMESPACE}:index"
    index_results_url_name = f"{NAMESPACE}:index_results"
    filterset_class = ActivityFilter
    verbose_name, verbose_name_plural = "entry", "entries"
    any_permission_required = None  # shop.backoffice.gate asks for the right
    export_headings: ClassVar = {
        "timestamp": "When",
        "user_display_name": "Who",
        "message": "What",
        "kind": "Kind of thing",
        "label": "Thing",
        "changes": "Before and after",
        "why": "Why",
        "from": "From",
    }
    list_export = tuple(export_headings)

    def get_filtered_queryset(self) -> QuerySet[Any, Any]:
        """Every entry. Wagtail shows those of things for which somebody has one of Django's permissions, and
        many things of ours have none.
        """
        self.log_models = list(registry.get_log_entry_models())
        parts = [
            self.filter_queryset(
                model.objects.values("pk", "timestamp").annotate(log_model_index=Value(place, IntegerField()))
            ).order_by()
            for place, model in enumerate(self.log_models)
        ]
        together: QuerySet[Any, Any] = parts[0].union(*parts[1:], all=True)
        return together.order_by("-timestamp", "-pk")

    def decorate_paginated_queryset(self, queryset: QuerySet[Any, Any]) -> list[Entry]:
        """With the changes in words."""
        entries: list[Entry] = super().decorate_paginated_queryset(queryset)
        for entry in entries:
            vars(entry)["told"] = told(entry)
            vars(entry)["kind"] = kind_in_words(str(entry.object_verbose_name))
        return entries

    def to_row_dict(self, item: Entry) -> dict[str, object]:
        """A row of the file."""
        data = item.data or {}
        return {
            "timestamp": item.timestamp,
            "user_display_name": item.user_display_name,
            "message": item.message,
            "kind": kind_in_words(str(item.object_verbose_name)),
            "label": item.label,
            "changes": "; ".join(told(item)),
            "why": data.get("why", ""),
            "from": data.get("from", ""),
        }
