"""`/office/shop-settings/trader/`: who sells. What was typed is shown as it will stand before it is saved."""

from typing import Any, Final

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from shop.accounts.requests import SignedInRequest
from shop.accounts.second_factor_again import second_factor_again
from shop.backoffice.gate import may_open
from shop.backoffice.settings.trader_form import ChangeForm, TraderForm
from shop.backoffice.settings.trader_history import history
from shop.integrity.versions import ChangedMeanwhile, newest_turn
from shop.trader.details import change_trader, stored_trader
from shop.trader.models import TraderDetails
from shop.trader.vat import will_be_registered

HERE: Final = "office_settings:trader"

SAVED: Final = (
    "Saved. Pages, emails and new documents have these details from now on. The terms of sale keep the old "
    "ones until you publish them again."
)


@require_safe
def details(request: SignedInRequest) -> HttpResponse:
    """The page; with details in the address, how they will look."""
    now = stored_trader()
    typed = request.GET if "name" in request.GET else None
    form = TraderForm(now, typed, needs_vat_number=will_be_registered())
    if not form.is_bound or not form.is_valid():
        return _show(request, form, status=422 if form.errors else 200)
    look = ChangeForm(form.details, needs_vat_number=will_be_registered())
    look.initial["seen"] = newest_turn(TraderDetails)
    return _show(request, form, look=look, new=form.details, is_same=form.details == now)


def _show(request: SignedInRequest, form: TraderForm, *, status: int = 200, **more: object) -> HttpResponse:
    context: dict[str, Any] = {
        "form": form,
        "now": stored_trader(),
        "history": history(),
        "may_change": may_open(request.user, "office_settings:change_trader"),
    }
    return render(request, "backoffice/settings/trader.html", context | more, status=status)


@require_POST
def save(request: SignedInRequest) -> HttpResponse:
    """`save/`: from now on."""
    form = ChangeForm(stored_trader(), request.POST, needs_vat_number=will_be_registered())
    if not form.is_valid():
        return _show(request, form, status=422)
    if proof := second_factor_again(request):
        return proof
    try:
        change_trader(details=form.details, by_id=request.user.pk, seen=form.cleaned_data["seen"])
    except ChangedMeanwhile:
        form.add_error(
            None, "A colleague has changed the details meanwhile. Read theirs, then try yours again."
        )
        return _show(request, form, status=422)
    messages.success(
        request,
        SAVED,
    )
    return redirect(HERE)
