"""The form of the shop's name and of the menu at the top; every line is checked by itself."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from shop.backoffice.settings.footer_form import Files, LinksField
from shop.fields.names_missing import NamesMissing
from shop.fields.visible_text import VisibleTextField
from shop.public_text import refuse_forbidden
from shop.trader.appearance import Header


class HeaderForm(NamesMissing, forms.ModelForm[Header]):
    """Name and links. `seen` is what the page showed."""

    name = VisibleTextField(
        label="Name of the shop",
        max_length=40,
        help_text="As buyers know it. Who trades by law stands under Trader’s details.",
        error_messages={"required": "Type the name of the shop."},
    )
    links = LinksField("Links at the top")
    further_links = LinksField("Further links in the menu of a phone")
    seen = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Header
        fields: ClassVar = ["name", "links", "further_links"]

    def __init__(self, now: Header, data: QueryDict | None = None, files: Files = None) -> None:
        shown = {name: getattr(now, name) for name in self.Meta.fields} | {"seen": now.turn or 0}
        super().__init__(data, files, initial=shown)

    def clean(self) -> dict[str, Any]:
        """Words that the claims check allows."""
        given = super().clean() or self.cleaned_data
        for name in self.Meta.fields:
            try:
                refuse_forbidden(str(given.get(name, "")))
            except ValidationError as problem:
                self.add_error(name, problem)
        return given
