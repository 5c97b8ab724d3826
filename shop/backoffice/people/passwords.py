"""The office’s own pages on which colleagues choose a password; invitations lead here, not to the shop."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.urls import reverse_lazy

from shop.backoffice.people import services
from shop.customer.account.forms import PasswordResetForm, SetPasswordForm
from shop.customer.account.password_reset import NewPasswordView, ask
from shop.fields.names_missing import NamesMissing

PAGES: Final = "wagtailadmin/account/password_reset"
DONE: Final = "wagtailadmin_password_reset_done"
COMPLETE: Final = "wagtailadmin_password_reset_complete"


class OfficeLinkForm(NamesMissing, PasswordResetForm):
    """Emails a link to whoever works here; for anybody else nothing happens, and the page says the same."""

    def save(self, *args: object, **kwargs: object) -> None:
        """Queue the email."""
        services.send_link(email=self.cleaned_data["email"])


class NewOfficePassword(NewPasswordView):
    """`/office/password_reset/confirm/…/`: one field, as at the shop; then the office’s sign-in."""

    form_class = SetPasswordForm
    template_name = f"{PAGES}/confirm.html"
    success_url = reverse_lazy(COMPLETE)


def ask_for_link(request: HttpRequest) -> HttpResponse:
    """`/office/password_reset/`"""
    return ask(request, asks=OfficeLinkForm, template=f"{PAGES}/form.html", then=DONE)
