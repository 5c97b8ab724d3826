"""A field for a sentence or two: it grows with its words, so that none is out of sight."""

from collections.abc import Mapping
from typing import Any

from django.utils.datastructures import MultiValueDict
from wagtail.admin.panels import FieldPanel
from wagtail.admin.widgets import AdminAutoHeightTextInput


class OneParagraph(AdminAutoHeightTextInput):
    """Line breaks become blanks: it is one paragraph, as in a field of one line."""

    def value_from_datadict(
        self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str
    ) -> str | None:
        value = super().value_from_datadict(data, files, name)
        return " ".join(value.split()) if value else value


def one_paragraph(name: str) -> FieldPanel:
    return FieldPanel(name, widget=OneParagraph)
