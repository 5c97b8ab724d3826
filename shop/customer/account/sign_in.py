"""Sign in, register, confirm the address, sign out."""

from typing import Any

from allauth.account.signals import user_logged_in
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from shop.accounts import sign_in as accounts
from shop.accounts.back_office import home_for
from shop.accounts.models import User
from shop.customer.account import services
from shop.customer.account.forms import RegisterForm, SignInForm
from shop.customer.account.tokens import read_email_token
from shop.customer.account.wish_list import add_remembered
from shop.web.client_ip import client_network
from shop.web.rate_limits import RateLimited, consume
from shop.web.signed_links import with_private_referrer

MARK = "registration"  # the session's proof that this browser registered: it needn't type the password again


def next_url(request: HttpRequest) -> str:
    """The page that asked the visitor to sign in, or “”. Only paths of this site, against open redirects."""
    target = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return target if safe and target.startswith("/") else ""


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """`/account/login/`"""
    if request.user.is_authenticated:
        return HttpResponseRedirect(next_url(request) or home_for(request.user))
    form = SignInForm(request, request.POST or None)
    context = {"form": form, "next": next_url(request)}
    if request.method == "POST":
        if form.is_valid():
            return accounts.sign_in(request, form.get_user(), method="password", then=next_url(request))
        if problem := getattr(request, "too_many", None):
            context |= {"form": SignInForm(initial=request.POST.dict()), "problem": problem}
            return render(request, "oscar/customer/login.html", context, status=429)
    return render(request, "oscar/customer/login.html", context, status=422 if form.errors else 200)


@receiver(user_logged_in, dispatch_uid="customer.after_sign_in")
def after_sign_in(sender: object, request: HttpRequest, user: User, **kwargs: object) -> None:
    """Take over the guest's orders and wish list, by whatever way the person signed in."""
    services.attach_guest_orders(user=user)
    add_remembered(user=user, session=request.session)


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    """`/account/register/`: the same answer for new and for registered addresses."""
    if request.user.is_authenticated:
        return redirect(settings.LOGIN_REDIRECT_URL)
    form = RegisterForm(request.POST or None)
    context: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        try:
            consume("register.from", client_network(request), most=60, minutes=60)
            consume("register.email", form.cleaned_data["email"], most=5, minutes=60)
        except RateLimited as problem:
            return render(request, "oscar/customer/register.html", context | {"problem": problem}, status=429)
        request.session[MARK] = services.register(**form.cleaned_data)
        return render(request, "oscar/customer/registered.html", {"email": form.cleaned_data["email"]})
    return render(request, "oscar/customer/register.html", context, status=422 if form.errors else 200)


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """`/account/confirm/<token>/` from the email. Only the button confirms: mail scanners follow links.

    The owner of the mailbox isn't always the person who registered the address. So the confirmation needs
    the browser that registered, or the password.
    """
    proof = read_email_token(token)
    if proof is None:
        return render(request, "oscar/customer/confirm_failed.html", status=404)
    known = services.may_confirm(
        user=proof.user, visitor=request.user, mark=str(request.session.get(MARK, ""))
    )
    if not known and not proof.user.has_usable_password():
        return redirect_to_login(request.path)  # by a code to the present address, or a passkey
    context: dict[str, Any] = {"email": proof.email, "known": known}
    if request.method == "GET":
        return with_private_referrer(render(request, "oscar/customer/confirm.html", context))
    try:
        if not known:
            consume("confirm", str(proof.user.pk), most=10, minutes=15)
    except RateLimited as problem:
        return render(request, "oscar/customer/confirm.html", context | {"problem": problem}, status=429)
    if not known and not proof.user.check_password(request.POST.get("password", "")[:128]):
        context["problem"] = "That isn’t the password you chose. Please try again."
        return render(request, "oscar/customer/confirm.html", context, status=422)
    if not services.confirm_email(user=proof.user, email=proof.email):
        return render(request, "oscar/customer/confirm_failed.html", status=409)
    messages.success(request, "Your email address is confirmed. Welcome.")
    return accounts.sign_in(request, proof.user, method="link", then=reverse("customer:summary"))


@never_cache
@require_http_methods(["GET", "POST"])
def sign_out(request: HttpRequest) -> HttpResponse:
    """`/account/logout/`: a GET shows a button, so that links on other sites can't sign anyone out."""
    if request.method == "GET" and request.user.is_authenticated:
        return render(request, "oscar/customer/logout.html")
    logout(request)
    return redirect("/")
