"""Coming in and going out: sign in, register, prove an address, sign out."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from shop.customer.account import services
from shop.customer.account.tokens import read_email_token
from shop.customer.forms import RegisterForm, SignInForm
from shop.limits import TooMany, count
from shop.visitor import address_of

BACKEND = settings.AUTHENTICATION_BACKENDS[0]


def wanted(request: HttpRequest) -> str:
    """Where somebody was going before they had to sign in; only ever a page of ours."""
    target = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return target if safe and target.startswith("/") else ""


def _limit(request: HttpRequest, what: str) -> None:
    """Few tries for one address of a mailbox, more for one of the network, where many may live."""
    count(
        f"{what}.email", request.POST.get("username") or request.POST.get("email") or "", most=10, minutes=15
    )
    count(f"{what}.from", address_of(request), most=40, minutes=15)


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """`/account/login/`"""
    if request.user.is_authenticated:
        return HttpResponseRedirect(wanted(request) or resolve_url(settings.LOGIN_REDIRECT_URL))
    form = SignInForm(request, request.POST or None)
    context = {"form": form, "next": wanted(request)}
    if request.method == "POST":
        try:
            _limit(request, "sign-in")
        except TooMany as problem:
            return render(request, "oscar/customer/login.html", context | {"problem": problem}, status=429)
        if form.is_valid():
            return _enter(request, form.get_user())
    return render(request, "oscar/customer/login.html", context, status=422 if form.errors else 200)


def _enter(request: HttpRequest, user: Any) -> HttpResponse:
    login(request, user)
    home = "dashboard:index" if user.is_staff else settings.LOGIN_REDIRECT_URL
    return HttpResponseRedirect(wanted(request) or resolve_url(home))


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    """`/account/register/`: the same answer for a new address and for one we know."""
    if request.user.is_authenticated:
        return redirect(settings.LOGIN_REDIRECT_URL)
    form = RegisterForm(request.POST or None)
    context: dict[str, Any] = {"form": form}
    if request.method == "POST":
        try:
            _limit(request, "register")
        except TooMany as problem:
            return render(request, "oscar/customer/register.html", context | {"problem": problem}, status=429)
        if form.is_valid():
            services.register(**form.cleaned_data)
            return render(request, "oscar/customer/registered.html", {"email": form.cleaned_data["email"]})
    return render(request, "oscar/customer/register.html", context, status=422 if form.errors else 200)


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """`/account/confirm/<token>/` from the mail: the button and the password confirm, the link alone nothing.

    Scanners follow links, and whoever owns the mailbox may not be who registered it: only the
    password shows that both are one person.
    """
    proof = read_email_token(token)
    if proof is None:
        return render(request, "oscar/customer/confirm_failed.html", status=404)
    context: dict[str, Any] = {"email": proof.email}
    if request.method == "POST":
        try:
            count("confirm", str(proof.user.pk), most=10, minutes=15)
        except TooMany as problem:
            return render(request, "oscar/customer/confirm.html", context | {"problem": problem}, status=429)
        password = request.POST.get("password", "")[:128]
        user = authenticate(request, username=proof.user.email, password=password)
        if user != proof.user:
            context["problem"] = "That isn't the password you chose. Please try again."
            return render(request, "oscar/customer/confirm.html", context, status=422)
        if services.confirm_email(user=user, email=proof.email):
            login(request, user, backend=BACKEND)
            messages.success(request, "Your email address is confirmed. Welcome.")
            return redirect("customer:summary")
        return render(request, "oscar/customer/confirm_failed.html", status=409)
    return render(request, "oscar/customer/confirm.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
def sign_out(request: HttpRequest) -> HttpResponse:
    """`/account/logout/`: a button; a link that others could make somebody follow only shows it."""
    if request.method == "GET" and request.user.is_authenticated:
        return render(request, "oscar/customer/logout.html")
    logout(request)
    return redirect("/")
