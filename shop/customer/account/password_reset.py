"""Password reset: request the emailed link, and set a new password behind it."""

from django.contrib.auth.forms import SetPasswordForm
from django.contrib.auth.views import PasswordResetConfirmView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from shop.accounts.known_device import remember
from shop.customer.account.forms import PasswordResetForm
from shop.web.client_ip import client_network
from shop.web.rate_limits import RateLimited, consume


@never_cache
@require_http_methods(["GET", "POST"])
def ask(
    request: HttpRequest,
    *,
    asks: type[PasswordResetForm] = PasswordResetForm,
    template: str = "oscar/registration/password_reset_form.html",
    then: str = "password-reset-done",
) -> HttpResponse:
    """`/password-reset/`: the same answer for every address. Emails to one address are rate-limited."""
    form = asks(request.POST or None)
    status = 422 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        try:
            consume("reset.from", client_network(request), most=60, minutes=60)
            consume("reset.email", form.cleaned_data["email"], most=5, minutes=60)
        except RateLimited as problem:
            form.add_error(None, str(problem))
            status = 429
        else:
            form.save()
            return redirect(then)
    return render(request, template, {"form": form}, status=status)


class NewPasswordView(PasswordResetConfirmView):
    """Sets a new password, and lets this browser sign in even while others are guessing the old one."""

    def form_valid(self, form: SetPasswordForm) -> HttpResponse:
        """Save the password and mark this browser as a known device."""
        response: HttpResponse = super().form_valid(form)
        remember(type(self), self.request, form.user)
        return response
