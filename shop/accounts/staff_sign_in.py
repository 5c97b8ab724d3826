"""The sign-in page of the back office: its look, and the second step as at the shop."""

from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.http import HttpResponse
from wagtail.admin.views.account import LoginView as OfficeLoginView

from shop.accounts.sign_in import sign_in


class _WithSecondFactor(LoginView):
    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """Instead of Django's `login`, which knows no second step."""
        return sign_in(self.request, form.get_user(), method="password", then=self.get_success_url())


class OfficeSignIn(OfficeLoginView, _WithSecondFactor):
    """`/office/login/`"""
