"""`/office/shop-settings/terms/`: the terms of sale. Versions are added, never edited."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shop.accounts.requests import SignedInRequest
from shop.backoffice.posted import posted
from shop.backoffice.settings.terms_form import TermsForm
from shop.london import london
from shop.order.models import TermsVersion
from shop.order.terms import (
    InForce,
    planned_terms,
    publish_terms,
    published_terms,
    terms_in_force,
    withdraw_terms,
)

HERE = "office_settings:terms"
TOO_LATE = "Version {} is in force already. Publish another version to replace it."


@require_safe
def terms(request: SignedInRequest) -> HttpResponse:
    """The text in force, earlier versions, and those from a later day."""
    context = {
        "current": terms_in_force(),
        "earlier": published_terms()[1:],
        "planned": planned_terms(),
        "may_change": request.user.has_perm("office.change_settings"),
    }
    return render(request, "backoffice/settings/terms.html", context)


@require_http_methods(["GET", "POST"])
def change(request: SignedInRequest) -> HttpResponse:
    """A form with the text in force; “Look at it” shows it as pages will and publishes nothing."""
    usual = {"body": terms_in_force().body, "since": timezone.localdate()}
    form = TermsForm(posted(request), initial=usual)
    context: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        if "publish" in request.POST:
            return _published(request, form)
        context["preview"] = form.cleaned_data["body"]
    return render(request, "backoffice/settings/new_terms.html", context, status=422 if form.errors else 200)


def _published(request: SignedInRequest, form: TermsForm) -> HttpResponse:
    given = form.cleaned_data
    made = publish_terms(version=given["version"], body=given["body"], since=given["since"])
    is_planned = made.published_at > timezone.now()
    when = f"from {london(made.published_at)}" if is_planned else "from now on"
    messages.success(request, f"Version {made.version} is in force for every order {when}.")
    return redirect(HERE)


@require_POST
def withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    """Refused once the version is in force."""
    version = get_object_or_404(TermsVersion, pk=pk)
    try:
        withdraw_terms(version=version)
    except InForce:
        messages.error(request, TOO_LATE.format(version.version))
    else:
        messages.success(request, f"Version {version.version} is withdrawn.")
    return redirect(HERE)
