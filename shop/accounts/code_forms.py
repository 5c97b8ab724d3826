"""The forms of sign-in by emailed code, in the shop's words."""

from typing import Any

from allauth.account.forms import (
    ConfirmLoginCodeForm,
    ConfirmReauthenticationCodeForm,
    RequestLoginCodeForm,
)
from django import forms

from shop.accounts.models import User
from shop.fields.email import EmailFormField
from shop.fields.email_address import tidy

CODE_HINT = "Nine digits, as in the email."
MAX_TYPED = 40  # people paste a code with blanks around it


def code_field() -> forms.CharField:
    """The code. Phones offer a number pad, and fill it in from the email."""
    attrs = {"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}
    return forms.CharField(
        label="Code",
        help_text=CODE_HINT,
        max_length=MAX_TYPED,
        widget=forms.TextInput(attrs=attrs),
        error_messages={"required": "Enter the code from the email."},
    )


class AskForCodeForm(RequestLoginCodeForm):
    """The address that the code goes to. allauth's view reads the account from `_user`."""

    email = EmailFormField(
        label="Email address",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
        error_messages={
            "required": "Enter your email address.",
            "invalid": "Enter an email address in the form name@example.com.",
        },
    )

    def clean_email(self) -> str:
        """Registrations that were never confirmed aren't found: a code must not open their password."""
        email = tidy(self.cleaned_data["email"])
        self._user = User.objects.filter(email=email, is_active=True).first()
        return email


class TypedCodeForm(ConfirmLoginCodeForm):
    """The code from the email."""

    code = code_field()

    def clean_code(self) -> str:
        """Compared by allauth, in constant time and without blanks and dashes."""
        code: Any = super().clean_code()
        return str(code)


class TypedConfirmingCodeForm(ConfirmReauthenticationCodeForm):
    """The code that confirms that it's oneself."""

    code = code_field()
