"""What the lists of the office share: 50 rows a page, one search, and no way to change a row in the list."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Count, Model, QuerySet
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.views.generic import IndexView


def counted_as(one: str, many: str) -> type[WagtailPaginator]:
    """Says “1 person”, “9 people” below a list, where the table's own name is none of ours."""
    return type("Pages", (WagtailPaginator,), {"verbose_name": one, "verbose_name_plural": many})


class OfficeList[Row: Model](IndexView):
    """A list of rows of one model."""

    header_icon = "doc-full"
    is_searchable = True
    paginate_by = 50
    any_permission_required = None  # shop.backoffice.gate asks for the right

    def search_in(self, rows: QuerySet[Row], text: str) -> QuerySet[Row]:
        """The rows in which every word of the text is found."""
        raise NotImplementedError

    def search_queryset(self, queryset: QuerySet[Row]) -> QuerySet[Row]:
        """Not by Wagtail's search index, which has neither orders nor invoices."""
        return self.search_in(queryset, self.search_query) if self.is_searching else queryset

    def only_hit(self, answer: HttpResponseBase) -> Row | None:
        """The one row that a search found, unless it is typed in the list itself, or a file.

        Read from the page that isn't rendered yet: a query of its own would search once more.
        """
        if not self.is_searching or self.is_export or self.results_only or self.is_filtering:
            return None
        context = answer.context_data if isinstance(answer, TemplateResponse) else None
        is_one = bool(context and context["paginator"].count == 1)
        return next(iter(context["object_list"])) if context and is_one else None

    def get_list_buttons(self, instance: Row) -> list[Any]:
        """None: everything is on the row's own page."""
        return []


class TabbedList[Row: Model](OfficeList[Row]):
    """With a tab for each choice of one filter, which says how many rows there are; backoffice/tabs.html."""

    tab_filter: str
    tab_choices: Iterable[tuple[object, str]]
    is_all_last = False

    def tab_rows(self) -> QuerySet[Any]:
        """All rows, with the filter's name as a column."""
        raise NotImplementedError

    def tab_counts(self) -> Mapping[str, int]:
        """How many rows there are by choice."""
        rows = self.tab_rows().order_by().values_list(self.tab_filter).annotate(number=Count("pk"))
        return {str(choice): number for choice, number in rows}

    def get_context_data(self, *args: object, **kwargs: object) -> dict[str, Any]:
        """With the tabs, and which of them is chosen."""
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        counts = self.tab_counts()
        tabs = [(str(choice), label, counts.get(str(choice), 0)) for choice, label in self.tab_choices]
        tabs.insert(len(tabs) if self.is_all_last else 0, ("", "All", sum(counts.values())))
        here = self.request.GET.get(self.tab_filter, "")
        return context | {"tabs": tabs, "tab_filter": self.tab_filter, "here": here}
