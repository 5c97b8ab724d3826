"""The one sign-up form, wherever it stands: an address, a tick, and what the page offered."""

from typing import Any

from django import forms

from guides.newsletter.addresses import LONGEST, BadAddress, normalise
from guides.newsletter.series import title_of

SOURCES = ("footer", "page", "guide", "product", "block")


class SignUpForm(forms.Form):
    """Only the address is typed; the rest says which form it was. `website` is a trap for robots."""

    email = forms.CharField(
        label="Email address",
        max_length=LONGEST,
        error_messages={
            "required": "Enter your email address.",
            "max_length": "That is too long for an email address.",
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    news = forms.BooleanField(required=False)
    guide = forms.SlugField(required=False, max_length=80)
    series = forms.SlugField(required=False, max_length=80)
    source = forms.CharField(required=False, max_length=20)
    page = forms.CharField(required=False, max_length=200)
    version = forms.IntegerField(required=False, min_value=1, max_value=1000)
    website = forms.CharField(required=False)

    def clean_email(self) -> str:
        try:
            return normalise(self.cleaned_data["email"])
        except BadAddress as error:
            raise forms.ValidationError(str(error)) from error

    def clean_source(self) -> str:
        given = self.cleaned_data["source"]
        return given if given in SOURCES else "page"

    def clean_page(self) -> str:
        """Only a path of ours is worth recording."""
        given: str = self.cleaned_data["page"]
        return given if given.startswith("/") else ""

    def clean_series(self) -> str:
        """Only a series that is there can be followed."""
        slug: str = self.cleaned_data["series"]
        if slug and not title_of(slug):
            raise forms.ValidationError("There is no such series.")
        return slug

    @property
    def is_robot(self) -> bool:
        """Whether the field that people never see was filled in."""
        return bool(self.data.get("website"))

    def clean(self) -> dict[str, Any]:
        """A form that asks for nothing is the news-only form, where the button is the request."""
        found = super().clean() or {}
        if not found.get("guide") and not found.get("series"):
            found["news"] = True
        return found
