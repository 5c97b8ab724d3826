"""What the lists of the office share: 50 rows a page, one search, and no way to change a row in the list."""

from typing import Any

from django.db.models import Model, QuerySet
from wagtail.admin.views.generic import IndexView


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

    def get_list_buttons(self, instance: Row) -> list[Any]:
        """None: everything is on the row's own page."""
        return []
