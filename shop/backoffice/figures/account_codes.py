"""`/office/figures/accounts/codes/`: what accounts and VAT rates are called in the bookkeeping."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from shop.accounts.requests import SignedInRequest
from shop.backoffice.models import AccountCodes
from shop.backoffice.settings.seen_form import SeenForm, save_unless_changed
from shop.reports.accounts.codes import Codes

FIELDS = tuple(Codes.__dataclass_fields__)


class CodesForm(SeenForm[AccountCodes]):
    """All of them at once."""

    class Meta:
        model = AccountCodes
        fields = FIELDS


def stored_codes() -> AccountCodes:
    """The one row, or one that isn't saved yet, with the names of a new Xero account in the UK."""
    return AccountCodes.objects.order_by("pk").first() or AccountCodes(pk=1)


def present_codes() -> Codes:
    """What the files use now."""
    row = stored_codes()
    return Codes(**{name: getattr(row, name) for name in FIELDS})


@require_http_methods(["GET", "POST"])
def account_codes(request: SignedInRequest) -> HttpResponse:
    """A form; saving is logged as every change of the office's tables."""
    form = CodesForm(request.POST or None, instance=stored_codes())
    if form.is_valid() and save_unless_changed(form, now=AccountCodes.objects.order_by("pk").first):
        messages.success(request, "The accountant’s codes are saved.")
        return redirect("office_figures:accounts")
    context = {"form": form}
    return render(
        request, "backoffice/figures/account_codes.html", context, status=422 if form.errors else 200
    )
