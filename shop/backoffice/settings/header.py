"""`/office/shop-settings/header/`: the shop's name, and the menu at the top of each page."""

from typing import Final

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from shop.accounts.requests import SignedInRequest
from shop.backoffice.gate import may_open
from shop.backoffice.settings.header_form import HeaderForm
from shop.integrity.versions import ChangedMeanwhile
from shop.trader.header import change_header, stored_header

HERE: Final = "office_settings:header"
FASTER: Final = "A colleague has changed this meanwhile. Theirs stands above; try yours again."


@require_safe
def header(request: SignedInRequest) -> HttpResponse:
    """The page."""
    return _show(request, HeaderForm(stored_header()))


def _show(request: SignedInRequest, form: HeaderForm) -> HttpResponse:
    context = {
        "form": form,
        "now": stored_header(),
        "may_change": may_open(request.user, "office_settings:change_header"),
    }
    status = 422 if form.errors else 200
    return render(request, "backoffice/settings/header.html", context, status=status)


@require_POST
def save(request: SignedInRequest) -> HttpResponse:
    """`save/`: from now on."""
    form = HeaderForm(stored_header(), request.POST)
    if not form.is_valid():
        return _show(request, form)
    row = form.save(commit=False)
    row.by_id = request.user.pk
    try:
        change_header(row=row, seen=form.cleaned_data["seen"])
    except ChangedMeanwhile:
        form.add_error(None, FASTER)
        return _show(request, form)
    messages.success(request, f"Saved. Every page and email is of {row.name} from now on.")
    return redirect(HERE)
