"""The forms that Oscar's class loader looks for in `customer.forms`. Ours are in `customer.account.forms`."""

from oscar.apps.customer.forms import (
    ConfirmPasswordForm,
    EmailAuthenticationForm,
    EmailUserCreationForm,
    OrderSearchForm,
    ProductAlertForm,
    ProfileForm,
    UserForm,
)

from shop.customer.account.forms import PasswordResetForm, SetPasswordForm

__all__ = [
    "ConfirmPasswordForm",
    "EmailAuthenticationForm",
    "EmailUserCreationForm",
    "OrderSearchForm",
    "PasswordResetForm",
    "ProductAlertForm",
    "ProfileForm",
    "SetPasswordForm",
    "UserForm",
]
