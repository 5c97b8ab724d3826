"""The forms of allauth's second steps, in the shop's words."""

from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms

from shop.fields.visible_text import VisibleTextField

NAME_HINT = "For example the phone or computer that it is on."
NAME_LENGTH = 60


def _name_field(*, required: bool) -> VisibleTextField:
    return VisibleTextField(label="Name", help_text=NAME_HINT, max_length=NAME_LENGTH, required=required)


def _code_field(label: str, hint: str) -> forms.CharField:
    """Six digits from an app, or a recovery code. Phones offer a number pad and fill it in."""
    attrs = {"autocomplete": "one-time-code", "autocapitalize": "off", "spellcheck": "false"}
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=20,
        widget=forms.TextInput(attrs=attrs),
        error_messages={"required": "Enter the code."},
    )


class AddPasskeyForm(AddWebAuthnForm):
    """A passkey signs in alone unless the person unticks it: then it is a second step after the password."""

    name = _name_field(required=False)
    passwordless = forms.BooleanField(
        label="Sign in with this passkey alone, without the password", required=False, initial=True
    )


class RenamePasskeyForm(EditWebAuthnForm):
    """A new name for a passkey."""

    name = _name_field(required=True)


class AddAppForm(ActivateTOTPForm):
    """The first code of an authenticator app proves that it was added."""

    code = _code_field("Code from the app", "Six digits. They change every half minute.")


class CodeForm(AuthenticateForm):
    """The second step at sign-in."""

    code = _code_field("Code", "From your authenticator app, or one of your recovery codes.")


class ConfirmCodeForm(ReauthenticateForm):
    """The second step again, before something sensitive."""

    code = _code_field("Code", "From your authenticator app, or one of your recovery codes.")
