"""`/office/shop-settings/brand/`: colours and logo."""

from typing import Final

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from shop.accounts.requests import SignedInRequest
from shop.backoffice.gate import may_open
from shop.backoffice.settings.brand_form import BrandForm
from shop.integrity.versions import ChangedMeanwhile
from shop.trader.brand import change_brand, stored_brand

HERE: Final = "office_settings:brand"


@require_safe
def brand(request: SignedInRequest) -> HttpResponse:
    """The page."""
    return _show(request, BrandForm(stored_brand()))


def _show(request: SignedInRequest, form: BrandForm) -> HttpResponse:
    may_change = may_open(request.user, "office_settings:change_brand")
    context = {"form": form, "now": stored_brand(), "may_change": may_change}
    status = 422 if form.errors else 200
    return render(request, "backoffice/settings/brand.html", context, status=status)


@require_POST
def save(request: SignedInRequest) -> HttpResponse:
    """`save/`: from now on."""
    form = BrandForm(stored_brand(), request.POST, request.FILES)
    if not form.is_valid():
        return _show(request, form)
    try:
        change_brand(
            light=form.light,
            dark=form.dark,
            logo=form.chosen_logo,
            by_id=request.user.pk,
            seen=form.cleaned_data["seen"],
        )
    except ChangedMeanwhile:
        form.add_error(None, "A colleague has changed this meanwhile. Load the page again.")
        return _show(request, form)
    messages.success(request, "Saved. Pages and emails have these colours and this logo from now on.")
    return redirect(HERE)
