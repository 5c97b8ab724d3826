"""Fields of parcels, drawn without templates.

A page of fifty parcels has some four hundred fields. With a template for each, and another for each batch
that may be chosen, they took a third of its time.
"""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html
from django.utils.safestring import SafeString


class Drawn(forms.Widget):
    """An input with the same attributes as from Django's template."""

    def _render(self, template_name: str, context: dict[str, Any], renderer: object = None) -> SafeString:
        widget = context["widget"]
        given = {"type": widget["type"], "name": widget["name"]}
        if widget["value"] is not None:
            given["value"] = widget["value"]
        return format_html("<input{}>", flatatt(given | widget["attrs"]))


class TextInput(Drawn, forms.TextInput):
    """For tracking numbers."""


class NumberInput(Drawn, forms.NumberInput):
    """For pieces."""


class CheckboxInput(Drawn, forms.CheckboxInput):
    """For “is packed”."""


class BatchSelect(forms.Select):
    """A choice whose options are written once for all lines of a product."""

    def __init__(self, options: SafeString) -> None:
        super().__init__()
        self.written = options

    def render(
        self, name: str, value: Any, attrs: Mapping[str, Any] | None = None, renderer: object = None
    ) -> SafeString:
        """Called by the bound field."""
        given = self.build_attrs({"name": name, **self.attrs}, dict(attrs or {}))
        chosen = "" if value is None else str(value)
        return format_html("<select{}>\n{}\n</select>", flatatt(given), self._with(chosen))

    def _with(self, chosen: str) -> SafeString:
        """The options with one of them selected; none for what isn't among them."""
        before, found, after = self.written.partition(f'<option value="{chosen}"')
        return SafeString(f"{before}{found} selected{after}") if found else self.written
