"""Forms of a customer's page."""

from django import forms

from shop.fields.email_address import tidy
from shop.fields.names_missing import NamesMissing


class CustomerNoteForm(NamesMissing, forms.Form):
    """A note for colleagues."""

    message = forms.CharField(
        label="Note for colleagues",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="The customer doesn’t see it, but gets it if they ask what we hold about them.",
        error_messages={"required": "Write something first."},
    )


class StopForm(NamesMissing, forms.Form):
    """Why an account is stopped, or opened again."""

    reason = forms.CharField(
        label="Reason", max_length=150, error_messages={"required": "Say why: it stands in the log."}
    )


class EraseForm(NamesMissing, forms.Form):
    """The address, typed again."""

    typed_email = forms.CharField(label="Type the customer’s email address", max_length=254)

    def __init__(self, *args: object, email: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.email = email

    def clean_typed_email(self) -> str:
        """It must be this customer's."""
        typed = tidy(self.cleaned_data["typed_email"])
        if typed != self.email:
            raise forms.ValidationError(f"This isn’t {self.email}.")
        return typed
