"""Forms of the public newsletter pages: sign-up, and the address of a data request."""

from typing import Any

from django import forms

from guides.newsletter.consent import followers
from guides.newsletter.lead_magnet import services
from shop.fields.email import EmailFormField
from shop.fields.email_address import MAX_LENGTH

FORM_NAMES = ("footer", "page", "guide", "series", "product", "block")
MAX_PATH_LENGTH = 200


class AddressForm(forms.Form):
    """The address whose data is asked for."""

    email = EmailFormField(
        label="Email address",
        max_length=MAX_LENGTH,
        error_messages={"required": "Enter your email address."},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class SignUpForm(forms.Form):
    """Only the address is typed; hidden fields identify the form. `website` is a honeypot for bots."""

    email = EmailFormField(
        label="Email address",
        max_length=MAX_LENGTH,
        error_messages={
            "required": "Enter your email address.",
            "max_length": "That is too long for an email address.",
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    news = forms.BooleanField(required=False)
    guide = forms.CharField(required=False)
    series = forms.CharField(required=False)
    source = forms.CharField(required=False)
    page = forms.CharField(required=False)
    version = forms.IntegerField(required=False, min_value=1, max_value=1000)
    website = forms.CharField(required=False)

    def clean_source(self) -> str:
        given = self.cleaned_data["source"]
        return given if given in FORM_NAMES else "page"

    def clean_page(self) -> str:
        """Store only paths of this site."""
        given: str = self.cleaned_data["page"]
        return given[:MAX_PATH_LENGTH] if given.startswith("/") else ""

    @property
    def is_robot(self) -> bool:
        """Whether the hidden honeypot field was filled in."""
        return bool(self.data.get("website"))

    def clean(self) -> dict[str, Any]:
        """Refuse requests for something that doesn't exist; the newsletter is never a substitute."""
        found: dict[str, Any] = super().clean() or {}
        if set(self.errors) - {"email"}:
            raise forms.ValidationError("This form is out of date. Please load the page again.")
        if found["series"] and not followers.title_of(found["series"]):
            raise forms.ValidationError("There is no such series, or it has ended.")
        found["guide"] = self._guide(found)
        if not (found["guide"] or found["series"] or found["news"]):
            raise forms.ValidationError("There is no free guide at the moment.")
        return found

    def _guide(self, found: dict[str, Any]) -> str:
        """The requested guide; the one offered today if that is unpublished or nothing was requested."""
        given: str = found["guide"]
        if services.title_of(given):
            return given
        asks_for_other = found["series"] or (found["news"] and not given)
        offer = None if asks_for_other else services.offered()
        return offer.slug if offer else ""
