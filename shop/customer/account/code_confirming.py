"""Confirms by a code from an email who somebody is, for people without a password or who forgot it."""

from allauth.account.views import ConfirmReauthenticationCodeView, RequestReauthenticationCodeView
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpResponse
from django.utils.decorators import method_decorator

from shop.accounts.code_limits import consume_request
from shop.customer.account.code_sign_in import CountsGuesses
from shop.web.rate_limits import RateLimited


@method_decorator(login_required, name="dispatch")
class AskForConfirmingCode(RequestReauthenticationCodeView):
    """`/account/reauthenticate/code/`: a button that sends the code to the account's address."""

    def form_valid(self, form: Form) -> HttpResponse:
        user = self.request.user
        try:
            consume_request(self.request, email=user.email, user=user)
        except RateLimited as problem:
            return self.render_to_response(self.get_context_data(form=form, problem=problem), status=429)
        response: HttpResponse = super().form_valid(form)
        return response


@method_decorator(login_required, name="dispatch")
class TypeConfirmingCode(CountsGuesses, ConfirmReauthenticationCodeView):
    """`/account/reauthenticate/code/confirm/`"""
