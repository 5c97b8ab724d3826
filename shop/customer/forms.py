"""The account's forms. Oscar's loader takes from here what its own screens need."""

from typing import Any, ClassVar

from django import forms
from django.contrib.auth import forms as auth_forms
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from oscar.apps.customer import forms as oscar_forms

from shop.accounts.models import User
from shop.customer.account import services
from shop.customer.account.marketing import is_subscribed
from shop.fields.email import EmailFormField
from shop.fields.visible_text import VisibleTextField

LONGEST_PASSWORD = 128  # hashing a password of a megabyte would keep a server busy


def email_field(label: str = "Email address", **attrs: str) -> EmailFormField:
    """An email address, asked for in one way everywhere."""
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
    """A password, pasted or filled in by a manager; a new one is typed once."""
    return forms.CharField(
        label=label,
        strip=False,
        max_length=LONGEST_PASSWORD,
        help_text="At least 10 characters. Three or four plain words are fine." if new else "",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password" if new else "current-password"}),
        error_messages={"required": "Enter your password." if not new else "Choose a password."},
    )


WRONG = (
    "That email address and password don’t match. Please check both. "
    "If you have just opened an account, click the button in our email first."
)


class SignInForm(auth_forms.AuthenticationForm):
    """Email and password; the answer is one for a wrong password, an unknown and an unproved address."""

    username = email_field(autocomplete="username")
    password = password_field()
    error_messages = {"invalid_login": WRONG, "inactive": WRONG}


class RegisterForm(forms.Form):
    """All an account needs."""

    email = email_field()
    password = password_field(new=True)

    def clean_password(self) -> str:
        password = str(self.cleaned_data["password"])
        password_validation.validate_password(password, User(email=self.cleaned_data.get("email", "")))
        return password


class PasswordForm(forms.Form):
    """The password once more, before something that can't be undone."""

    password = password_field()

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        password = str(self.cleaned_data["password"])
        if not self.user.check_password(password):
            raise ValidationError("That isn’t your password. Please try again.")
        return password


class DeleteForm(PasswordForm):
    """The password, and whether the newsletter ends as well; only subscribers are asked that."""

    unsubscribe = forms.BooleanField(label="Unsubscribe me from the newsletter, too", required=False)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        if not is_subscribed(user.email):
            del self.fields["unsubscribe"]


class NewPasswordForm(PasswordForm):
    """The old password and the new."""

    password = password_field("Current password")
    new_password = password_field("New password", new=True)

    def clean_new_password(self) -> str:
        password = str(self.cleaned_data["new_password"])
        password_validation.validate_password(password, self.user)
        return password


class NewEmailForm(PasswordForm):
    """Another address; it counts once it is confirmed from its own mailbox."""

    email = email_field(label="New email address")
    field_order = ("email", "password")


class NameForm(forms.ModelForm):
    """How we address somebody."""

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
    """Called by `resetting.ask` and Oscar's dashboard; the mail leaves by a task."""

    email = email_field(autocomplete="username")

    def save(self, *args: Any, **kwargs: Any) -> None:
        services.send_reset(email=self.cleaned_data["email"])


class SetPasswordForm(auth_forms.SetPasswordForm):
    """Called behind the mailed link, which has proved the address too."""

    new_password1 = password_field("New password", new=True)
    new_password2 = None  # type: ignore[assignment]

    def clean(self) -> dict[str, Any]:
        """Django compares two fields; one that can be shown is easier for everybody."""
        data = forms.Form.clean(self) or self.cleaned_data
        if password := data.get("new_password1"):
            try:
                password_validation.validate_password(password, self.user)
            except ValidationError as error:
                self.add_error("new_password1", error)
        return data

    def save(self, commit: bool = True) -> Any:
        return services.set_password(user=self.user, password=self.cleaned_data["new_password1"])


# What Oscar's loader and its dashboard ask this module for.
ConfirmPasswordForm = oscar_forms.ConfirmPasswordForm
EmailAuthenticationForm = oscar_forms.EmailAuthenticationForm
EmailUserCreationForm = oscar_forms.EmailUserCreationForm
OrderSearchForm = oscar_forms.OrderSearchForm
ProductAlertForm = oscar_forms.ProductAlertForm
ProfileForm = oscar_forms.ProfileForm
UserForm = oscar_forms.UserForm
