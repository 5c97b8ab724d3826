"""`/office/shop-settings/contributions/`: whether readers can give something for the guides."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from shop.accounts.requests import SignedInRequest
from shop.backoffice.gate import may_open
from shop.backoffice.settings.contributions_form import ContributionsForm
from shop.backoffice.settings.seen_form import save_unless_changed
from shop.trader.contributing import contributions_to_change, stored_contributions

HERE = "office_settings:contributions"


@require_safe
def contributions(request: SignedInRequest) -> HttpResponse:
    """The form, and whether the page is there now."""
    return _show(request, ContributionsForm(instance=contributions_to_change()))


@require_POST
def change(request: SignedInRequest) -> HttpResponse:
    """`change/`: from now on, for every page."""
    form = ContributionsForm(request.POST, instance=contributions_to_change())
    if not form.is_valid() or not save_unless_changed(form, now=stored_contributions):
        return _show(request, form, status=422)
    taken = form.cleaned_data["is_on"]
    messages.success(request, "Saved. Readers can give now." if taken else "Saved. Nobody can give now.")
    return redirect(HERE)


def _show(request: SignedInRequest, form: ContributionsForm, status: int = 200) -> HttpResponse:
    row = stored_contributions()
    context = {
        "form": form,
        "is_on": bool(row and row.is_on),
        "may_change": may_open(request.user, "office_settings:change_contributions"),
    }
    return render(request, "backoffice/settings/contributions.html", context, status=status)
