"""The forms of the checkout."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from shop.fields.email import EmailFormField
from shop.fields.plain_message import PlainMessageField
from shop.fields.visible_text import LabelTextField
from shop.order.models import GIFT_MESSAGE
from shop.shipping import zones
from shop.shipping.postcodes import NOT_OURS, InvalidPostcode, normalise, suggest

NO_TOWN = "Enter a town or city."
DELIVERS_TO = {"", "GB", "IM", "JE", "GG"}


def _text(label: str, tokens: str, *, required: str = "", **attrs: object) -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": tokens, **attrs})
    messages = {"required": required, "max_length": "That is too long: please use fewer characters."}
    return LabelTextField(
        label=label, max_length=120, required=bool(required), widget=widget, error_messages=messages
    )


class EmailForm(forms.Form):
    """The email address alone, which “Continue as guest” checks."""

    email = EmailFormField(
        label="Email address",
        help_text="For your order confirmation.",
        max_length=254,
        error_messages={
            "required": "Enter your email address.",
            "invalid": "Enter an email address in the form name@example.com.",
            "max_length": "That address is too long: please check it.",
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"}),
    )


class AddressForm(EmailForm):
    """Six fields. No title, no county, no phone: nothing we don't need (UK GDPR art. 5)."""

    name = _text("Full name", "shipping name", required="Enter the name for the parcel.")
    line1 = _text("Address line 1", "shipping address-line1", required="Enter the first line of the address.")
    line2 = _text("Address line 2 (optional)", "shipping address-line2")
    town = _text("Town or city", "shipping address-level2")
    postcode = _text("Postcode", "shipping postal-code", required=NOT_OURS, autocapitalize="characters")
    country = forms.CharField(required=False, widget=forms.HiddenInput)
    refuses_mail = forms.BooleanField(required=False)
    gift_message = PlainMessageField(
        label="Message for the parcel (optional)",
        help_text=f"Up to {GIFT_MESSAGE} characters. We print it on the packing slip.",
        required=False,
        max_length=GIFT_MESSAGE,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
        error_messages={"max_length": f"Please use {GIFT_MESSAGE} characters or fewer."},
    )
    hides_prices = forms.BooleanField(required=False)

    @property
    def is_gift(self) -> bool:
        """Whether the part about gifts stands open."""
        return any(self[name].value() or self[name].errors for name in ("gift_message", "hides_prices"))

    def clean_hides_prices(self) -> str:
        """In the form that the session stores."""
        return "1" if self.cleaned_data["hides_prices"] else ""

    def clean_refuses_mail(self) -> str:
        """In the form that the session stores."""
        return "1" if self.cleaned_data["refuses_mail"] else ""

    def clean_postcode(self) -> str:
        """Accept any case and spacing; say so where we don't deliver."""
        try:
            postcode = normalise(self.cleaned_data["postcode"])
            zones.zone_for(postcode)
        except zones.UnknownZone:
            raise ValidationError("We don’t deliver to that postcode: please check it.") from None
        except InvalidPostcode:
            raise ValidationError(self._suggestion() or NOT_OURS) from None
        return postcode

    def is_valid_postcode(self) -> bool:
        """Whether its addresses can be looked up; forgets what is wrong elsewhere, which isn't asked yet."""
        for name in [name for name in self.errors if name != "postcode"]:
            del self.errors[name]
        return not self.errors

    def _suggestion(self) -> str:
        """Put the likely postcode into the field and ask; never accept it without the shopper."""
        meant = suggest(self.cleaned_data["postcode"])
        if not meant or not zones.is_known(meant):
            return ""
        typed: Any = self.data.copy()  # type: ignore[attr-defined]
        typed[self.add_prefix("postcode")] = meant
        self.data = typed
        return f"{meant}, is that right? We have put it in: continue if it is."

    def clean(self) -> dict[str, Any]:
        """Forces' mail has no town: the unit and its number say where it is."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if not data.get("town") and "town" not in self.errors:
            if "postcode" in data and zones.zone_for(data["postcode"]) == "BFPO":
                data["town"] = "BFPO"
            else:
                self.add_error("town", NO_TOWN)
        return data

    def clean_country(self) -> str:
        """The postcode decides the country; refuse a posted one where we don't deliver."""
        country = str(self.cleaned_data["country"]).upper()
        if country not in DELIVERS_TO:
            self.add_error(
                "postcode", "We deliver to the UK, the Isle of Man, the Channel Islands and BFPO only."
            )
        return country
