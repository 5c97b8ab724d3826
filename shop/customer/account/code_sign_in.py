"""Sign in by a code from an email, instead of the password. django-allauth sends and compares it."""

from allauth.account.signals import authentication_step_completed
from allauth.account.views import ConfirmLoginCodeView, RequestLoginCodeView
from allauth.account.views._authentication_by_code import BaseConfirmAuthenticationCodeView
from django.dispatch import receiver
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from shop.accounts.code_forms import AskForCodeForm
from shop.accounts.code_limits import consume_guess, consume_request
from shop.accounts.models import User
from shop.customer.account import services
from shop.web.rate_limits import RateLimited


@method_decorator(never_cache, name="dispatch")
class AskForCode(RequestLoginCodeView):
    """`/account/login/code/`: the same answer for every address."""

    def form_valid(self, form: AskForCodeForm) -> HttpResponse:
        """Beyond a limit the form comes again, with what was typed."""
        try:
            consume_request(self.request, email=form.cleaned_data["email"], user=form._user)
        except RateLimited as problem:
            return self._again(form, problem)
        response: HttpResponse = super().form_valid(form)
        return response

    def form_invalid(self, form: Form) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def _again(self, form: Form, problem: RateLimited) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form, problem=problem), status=429)


class CountsGuesses(BaseConfirmAuthenticationCodeView):
    """A page where a code is typed: each try counts, and a wrong one is answered as by our own forms."""

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        try:
            consume_guess(request)
        except RateLimited as problem:
            form = self.get_form_class()()
            return self.render_to_response(self.get_context_data(form=form, problem=problem), status=429)
        response: HttpResponse = super().post(request, *args, **kwargs)
        return response

    def form_invalid(self, form: Form) -> HttpResponse:
        """A wrong code; after three allauth ends the attempt and sends the person back."""
        response: HttpResponse = super().form_invalid(form)
        if response.status_code == 200:
            response.status_code = 422
        return response


class TypeCode(CountsGuesses, ConfirmLoginCodeView):
    """`/account/login/code/confirm/`: an unknown address gets the same page, and no code fits."""


@receiver(authentication_step_completed, dispatch_uid="customer.code_proves_address")
def confirm_by_code(sender: object, user: User, method: str, email: str = "", **kwargs: object) -> None:
    """Whoever reads the code has the mailbox: the address of an account made by the owner is confirmed."""
    if method == "code" and email == user.email and user.email_confirmed_at is None:
        services.confirm_email(user=user, email=email)
