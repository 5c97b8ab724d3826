"""Forms of the order's page."""

from typing import Any

from django import forms
from phonenumber_field.formfields import PhoneNumberField

from shop.fields.email import EmailFormField
from shop.fields.email_address import BadAddress, normalise
from shop.fields.names_missing import NamesMissing
from shop.fields.visible_text import LabelTextField
from shop.order.models import ShippingAddress
from shop.order.tracking_field import TrackingNumberField
from shop.shipping.postcodes import NOT_OURS, InvalidPostcode
from shop.shipping.postcodes import normalise as postcode


class NoteForm(NamesMissing, forms.Form):
    """A note for colleagues."""

    message = forms.CharField(
        label="Note for colleagues",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="The buyer doesn’t see it, but gets it if they ask what we hold about them.",
        error_messages={"required": "Write something first."},
    )


class AddressForm(NamesMissing, forms.Form):
    """The delivery address, by the names of its columns."""

    first_name = LabelTextField(label="Name", max_length=150)
    line1 = LabelTextField(label="First line", max_length=100)
    line2 = LabelTextField(label="Second line", max_length=100, required=False)
    line4 = LabelTextField(label="Town", max_length=100)
    postcode = LabelTextField(label="Postcode", max_length=10)
    phone_number = PhoneNumberField(label="Telephone", region="GB", required=False)

    def clean_postcode(self) -> str:
        try:
            return postcode(self.cleaned_data["postcode"])
        except InvalidPostcode as problem:
            raise forms.ValidationError(NOT_OURS) from problem

    @classmethod
    def initial_of(cls, address: ShippingAddress) -> dict[str, Any]:
        """What the fields show at first."""
        columns = ("line1", "line2", "line4", "postcode", "phone_number")
        return {"first_name": address.name} | {name: getattr(address, name) for name in columns}


class EmailForm(NamesMissing, forms.Form):
    """Corrects a guest's email address."""

    email = EmailFormField(label="Email address of the buyer", max_length=254)
    why = forms.CharField(
        label="Why it was wrong",
        max_length=150,
        error_messages={"required": "Say why it was wrong: colleagues read it later."},
    )

    def clean_email(self) -> str:
        try:
            return normalise(self.cleaned_data["email"])
        except BadAddress as problem:
            raise forms.ValidationError("Enter an email address in the form name@example.com.") from problem


class TrackingForm(NamesMissing, forms.Form):
    """The number on the label; a tracked service has one."""

    tracking_number = TrackingNumberField(
        label="Tracking number",
        max_length=40,
        required=False,
        help_text="As on the label. The buyer gets an email with the new one.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )
    why = forms.CharField(
        label="What was wrong",
        max_length=150,
        error_messages={"required": "Say what was wrong: colleagues read it later."},
    )

    def __init__(self, *args: Any, is_tracked: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tracking_number"].required = is_tracked


class NotSentForm(NamesMissing, forms.Form):
    """Why a parcel that was marked as sent is still in the house."""

    reason = forms.CharField(
        label="Why it wasn’t sent",
        max_length=150,
        help_text="For colleagues; the buyer doesn’t see it.",
        error_messages={"required": "Say what happened: colleagues read it later."},
    )


class ReasonForm(NamesMissing, forms.Form):
    """Why an order is sent although its buyer cancelled it, or a colleague holds it."""

    reason = forms.CharField(
        label="Why it is sent all the same",
        max_length=150,
        error_messages={"required": "Say why it is sent all the same."},
    )


class HoldForm(NamesMissing, forms.Form):
    """What an order waits for."""

    reason = forms.CharField(
        label="What it waits for",
        max_length=150,
        help_text="For colleagues; the buyer doesn’t see it.",
        error_messages={"required": "Say what it waits for."},
    )
