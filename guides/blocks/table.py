"""A table in a guide, pasted from a document."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks

from guides.blocks.choosers import SnippetChooser
from guides.blocks.pasted_table import NotATable, rows_of
from guides.blocks.text import SOURCE

PASTE = "Paste a table from Word, Excel or Google Docs, or type one row a line with | between the cells."


class TableBlock(blocks.StructBlock):
    """A caption and rows; the first row has the headings."""

    caption = blocks.CharBlock(max_length=160, help_text="What the table shows.")
    rows = blocks.TextBlock(rows=6, help_text=f"{PASTE} The first row has the headings.")
    first_column_names_rows = blocks.BooleanBlock(
        required=False, default=True, label="The first column names the rows"
    )
    sources = blocks.ListBlock(SnippetChooser(SOURCE), default=[], collapsed=True)

    class Meta:
        icon = "table"
        label = "Table"
        template = "guides/blocks/table.html"
        description = "A table with headings, pasted from a document."
        preview_value = {
            "caption": "How much oil a massage takes",
            "rows": "Age | Oil\nNewborn | 2 ml\nSix months | 4 ml",
            "first_column_names_rows": True,
            "sources": [],
        }

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        """Refuse what isn't a table, saying which row."""
        cleaned = super().clean(value)
        if not self.is_deferred_validation:
            try:
                rows_of(cleaned["rows"])
            except NotATable as fault:
                raise blocks.StructBlockValidationError({"rows": ValidationError(str(fault))}) from None
        return cleaned

    def get_context(
        self, value: blocks.StructValue, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context)
        try:
            headings, *rows = rows_of(value["rows"])
        except NotATable:  # a draft
            headings, rows = [], []
        return context | {"headings": headings, "rows": rows}
