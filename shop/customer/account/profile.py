"""The account's pages: overview, name, email, password, and closing the account."""

from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.forms import BaseForm
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from shop.accounts.requests import SignedInRequest
from shop.accounts.sign_ins import end_other_sign_ins
from shop.customer.account import services
from shop.customer.account.confirming import confirmed_or_password
from shop.customer.account.forms import DeleteForm, NameForm, NewEmailForm, NewPasswordForm
from shop.customer.account.marketing import is_subscribed
from shop.customer.account.orders import last_orders
from shop.web.rate_limits import RateLimited, consume

SAVED = "Saved."


@never_cache
@login_required
def overview(request: SignedInRequest) -> HttpResponse:
    """`/account/`: the last orders, the default address and links to the other pages."""
    address = request.user.addresses.order_by("-is_default_for_shipping", "pk").first()
    context = {"orders": last_orders(request.user), "address": address, "tab": "summary"}
    return render(request, "oscar/customer/account/overview.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def name(request: SignedInRequest) -> HttpResponse:
    """`/account/profile/`"""
    form = NameForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, SAVED)
        return redirect("customer:profile-view")
    return _form(request, form, "Your details", "Save", "name")


@never_cache
@login_required
@require_POST
def send_link(request: SignedInRequest) -> HttpResponse:
    """`POST /account/email/link/`: send the confirmation email again. Accounts made by the owner need it."""
    if _posted(request) is None:
        messages.error(request, str(request.too_many))
    elif request.user.email_confirmed_at is None:
        services.ask_to_confirm(user=request.user)
        messages.success(request, f"We’ve emailed {request.user.email}: please click the link in the email.")
    return redirect("customer:profile-view")


@sensitive_post_parameters()
@never_cache
@login_required
@confirmed_or_password
@require_http_methods(["GET", "POST"])
def email(request: SignedInRequest) -> HttpResponse:
    """`/account/email/`: a new address takes effect once it is confirmed by email."""
    confirmed = did_recently_reauthenticate(request)
    data = _posted(request)
    form = NewEmailForm(data, user=request.user, confirmed=confirmed, initial=request.POST.dict())
    if data is not None and form.is_valid():
        services.ask_to_change_email(user=request.user, email=form.cleaned_data["email"])
        messages.success(
            request, f"We’ve emailed {form.cleaned_data['email']}: please click the link in the email."
        )
        return redirect("customer:summary")
    lede = f"Your email stays {request.user.email} until you confirm the new one."
    return _form(request, form, "Change your email address", "Send the link", lede=lede)


@sensitive_post_parameters()
@never_cache
@login_required
@confirmed_or_password
@require_http_methods(["GET", "POST"])
def password(request: SignedInRequest) -> HttpResponse:
    """`/account/password/`: a new password signs out other browsers."""
    data = _posted(request)
    form = NewPasswordForm(data, user=request.user, confirmed=did_recently_reauthenticate(request))
    if data is not None and form.is_valid():
        services.change_password(user=request.user, password=form.cleaned_data["new_password"])
        update_session_auth_hash(request, request.user)
        end_other_sign_ins(user=request.user, session_key=request.session.session_key)
        messages.success(request, "Your password is changed. Other devices are signed out.")
        return redirect("customer:summary")
    return _form(request, form, "Change your password", "Change password")


@sensitive_post_parameters()
@never_cache
@login_required
@confirmed_or_password
@require_http_methods(["GET", "POST"])
def delete(request: SignedInRequest) -> HttpResponse:
    """`/account/delete/`: lists what is deleted and what is retained, and asks for the password."""
    if services.works_here(request.user):
        messages.error(request, "Staff accounts are closed by the owner in the office.")
        return redirect("customer:summary")
    data = _posted(request)
    form = DeleteForm(data, user=request.user, confirmed=did_recently_reauthenticate(request))
    if data is not None and form.is_valid():
        return _deleted(request, ends_newsletter=form.cleaned_data.get("unsubscribe", False))
    return _form(request, form, "Delete your account?", "Delete my account", "delete")


def _deleted(request: SignedInRequest, *, ends_newsletter: bool) -> HttpResponse:
    user, email = request.user, request.user.email
    logout(request)
    services.delete_account(user=user, ends_newsletter=ends_newsletter)
    context = {"is_subscribed": is_subscribed(email)}
    return render(request, "oscar/customer/account/deleted.html", context)


def _posted(request: SignedInRequest) -> QueryDict | None:
    """The posted form, or None for a GET or beyond the rate limit, which `request.too_many` then holds.

    The limit stops guesses at the password and floods of emails from an unlocked phone.
    """
    if request.method != "POST":
        return None
    try:
        consume("password", str(request.user.pk), most=10, minutes=15)
    except RateLimited as problem:
        request.too_many = problem
        return None
    return request.POST


def _form(
    request: SignedInRequest, form: BaseForm, title: str, button: str, template: str = "form", **more: str
) -> HttpResponse:
    context: dict[str, object] = {"form": form, "title": title, "button": button, "tab": "profile", **more}
    problem = getattr(request, "too_many", None)
    if problem:
        context["problem"] = problem
    status = 429 if problem else 422 if form.errors else 200
    return render(request, f"oscar/customer/account/{template}.html", context, status=status)
