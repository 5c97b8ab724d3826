"""The form of the next terms of sale."""

from typing import ClassVar

from django import forms

from shop.backoffice.offers.forms import day
from shop.fields.names_missing import NamesMissing
from shop.order.models import TermsVersion
from shop.public_text import refuse_forbidden


class TermsForm(NamesMissing, forms.ModelForm[TermsVersion]):
    """Number, text and first day of a version."""

    since = day(
        "In force from",
        missing="Choose the first day.",
        help_text="Today, or a day that is past: from the moment you publish it.",
    )

    class Meta:
        model = TermsVersion
        fields = ("version", "since", "body")
        labels: ClassVar = {"version": "Number of the version", "body": "Text"}
        help_texts: ClassVar = {
            "version": "Such as 2 or 2027-01. No other version has it.",
            "body": "Change the words between the marks: <h2>…</h2> is a heading, <p>…</p> a paragraph, "
            "<ul><li>…</li></ul> a list. It never changes once it is published.",
        }
        widgets: ClassVar = {"body": forms.Textarea(attrs={"rows": 24})}

    def clean_body(self) -> str:
        """Reject prohibited claims, as on any other page."""
        body: str = self.cleaned_data["body"]
        refuse_forbidden(body, is_html=True)
        return body
