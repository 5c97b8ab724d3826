"""The form of a complaint, for anybody and for colleagues."""

import uuid
from typing import Any

from django import forms
from django.http import QueryDict

from shop.complaints.taking import Said
from shop.fields.email import EmailFormField
from shop.fields.names_missing import NamesMissing
from shop.fields.visible_text import VisibleTextField

NO_WORDS = "Tell us what it is about."


class ComplaintForm(NamesMissing, forms.Form):
    """What it is about, and where the answer goes."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    words = forms.CharField(
        label="What is it about?",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": NO_WORDS},
    )
    name = VisibleTextField(label="Your name (optional)", max_length=150, required=False)
    email = EmailFormField(
        label="Your email", error_messages={"required": "We need it to confirm and to answer."}
    )

    def __init__(self, data: QueryDict | None = None, **more: Any) -> None:
        super().__init__(data, initial={"key": uuid.uuid4(), **more.pop("initial", {})}, **more)

    def said(self) -> Said:
        """What a valid form says."""
        given = self.cleaned_data
        return Said(words=given["words"], name=given["name"], email=given["email"])
