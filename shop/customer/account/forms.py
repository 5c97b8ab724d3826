"""Forms for signing in, registering and changing an account."""

from typing import Any, ClassVar

from django import forms
from django.contrib.auth import forms as auth_forms
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError

from shop.accounts.models import User
from shop.customer.account import services
from shop.customer.account.marketing import is_subscribed
from shop.fields.email import EmailFormField
from shop.fields.visible_text import VisibleTextField

MAX_PASSWORD_LENGTH = 128  # hashing a password of a megabyte would block a worker


def email_field(label: str = "Email address", **attrs: str) -> EmailFormField:
    """A form field for an email address, with the same messages in every form."""
    return EmailFormField(
        label=label,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", **attrs}),
        error_messages={
            "required": "Enter your email address.",
            "invalid": "Enter an email address in the form name@example.com.",
        },
    )


def password_field(label: str = "Password", *, new: bool = False) -> forms.CharField:
    """A form field for a password. Password managers tell `new` from current by `autocomplete`."""
    return forms.CharField(
        label=label,
        strip=False,
        max_length=MAX_PASSWORD_LENGTH,
        help_text="At least 10 characters. Three or four plain words are fine." if new else "",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password" if new else "current-password"}),
        error_messages={"required": "Enter your password." if not new else "Choose a password."},
    )


WRONG_CREDENTIALS = (
    "That email address and password don’t match. Please check both. "
    "If you have just opened an account, click the button in our email first."
)


class SignInForm(auth_forms.AuthenticationForm):
    """Email and password.

    A wrong password, an unknown address and an unconfirmed address get the same message, so that the form
    doesn't reveal which addresses have an account.
    """

    username = email_field(autocomplete="username")
    password = password_field()
    error_messages = {"invalid_login": WRONG_CREDENTIALS, "inactive": WRONG_CREDENTIALS}


class RegisterForm(forms.Form):
    """Email and password for a new account."""

    email = email_field()
    password = password_field(new=True)

    def clean_password(self) -> str:
        password = str(self.cleaned_data["password"])
        password_validation.validate_password(password, User(email=self.cleaned_data.get("email", "")))
        return password


class PasswordForm(forms.Form):
    """Asks for the current password before a sensitive change, unless it was `confirmed` just before."""

    password = password_field()

    def __init__(self, *args: Any, user: User, confirmed: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        if confirmed:
            del self.fields["password"]

    def clean_password(self) -> str:
        password = str(self.cleaned_data["password"])
        if not self.user.check_password(password):
            raise ValidationError("That isn’t your password. Please try again.")
        return password


class DeleteForm(PasswordForm):
    """The password, and for newsletter subscribers whether to unsubscribe as well."""

    unsubscribe = forms.BooleanField(label="Unsubscribe me from the newsletter, too", required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        if not is_subscribed(user.email):
            del self.fields["unsubscribe"]


class NewPasswordForm(PasswordForm):
    """Changes the password."""

    password = password_field("Current password")
    new_password = password_field("New password", new=True)

    def clean_new_password(self) -> str:
        password = str(self.cleaned_data["new_password"])
        password_validation.validate_password(password, self.user)
        return password


class NewEmailForm(PasswordForm):
    """Asks for a new address, which takes effect once it is confirmed by email."""

    email = email_field(label="New email address")
    field_order = ("email", "password")


class NameForm(forms.ModelForm):
    """First and last name, both optional."""

    class Meta:
        model = User
        fields = ("first_name", "last_name")
        field_classes: ClassVar = {"first_name": VisibleTextField, "last_name": VisibleTextField}
        labels: ClassVar = {"first_name": "First name (optional)", "last_name": "Last name (optional)"}
        widgets: ClassVar = {
            "first_name": forms.TextInput(attrs={"autocomplete": "given-name"}),
            "last_name": forms.TextInput(attrs={"autocomplete": "family-name"}),
        }


class PasswordResetForm(auth_forms.PasswordResetForm):
    """Used by `password_reset.ask`. The email is sent by a background task."""

    email = email_field(autocomplete="username")

    def save(self, *args: object, **kwargs: object) -> None:
        services.send_reset(email=self.cleaned_data["email"])


class SetPasswordForm(auth_forms.SetPasswordForm):
    """The new password, on the page behind the emailed link. Following the link confirms the address."""

    new_password1 = password_field("New password", new=True)
    new_password2 = None  # type: ignore[assignment]

    def clean(self) -> dict[str, Any]:
        """Replace Django's comparison of two fields: the form has one, whose text can be shown."""
        data = forms.Form.clean(self) or self.cleaned_data
        if password := data.get("new_password1"):
            try:
                password_validation.validate_password(password, self.user)
            except ValidationError as error:
                self.add_error("new_password1", error)
        return data

    def save(self, commit: bool = True) -> User:
        return services.set_password(user=self.user, password=self.cleaned_data["new_password1"])
