"""`/office/shop-settings/footer/`: the links at the foot of each page."""

from typing import Final

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from shop.accounts.requests import SignedInRequest
from shop.backoffice.gate import may_open
from shop.backoffice.settings.footer_form import FooterForm
from shop.integrity.versions import ChangedMeanwhile
from shop.trader.footer import change_footer, columns_of, stored_footer

HERE: Final = "office_settings:footer"


@require_safe
def footer(request: SignedInRequest) -> HttpResponse:
    """The page."""
    return _show(request, FooterForm(stored_footer()))


def _show(request: SignedInRequest, form: FooterForm) -> HttpResponse:
    context = {
        "form": form,
        "columns": columns_of(stored_footer()),
        "may_change": may_open(request.user, "office_settings:change_footer"),
    }
    status = 422 if form.errors else 200
    return render(request, "backoffice/settings/footer.html", context, status=status)


@require_POST
def save(request: SignedInRequest) -> HttpResponse:
    """`save/`: from now on."""
    form = FooterForm(stored_footer(), request.POST)
    if not form.is_valid():
        return _show(request, form)
    row = form.save(commit=False)
    row.by_id = request.user.pk
    try:
        change_footer(row=row, seen=form.cleaned_data["seen"])
    except ChangedMeanwhile:
        form.add_error(
            None, "A colleague has changed the footer meanwhile. Theirs stands above; try yours again."
        )
        return _show(request, form)
    messages.success(request, "Saved. Every page has these links from now on.")
    return redirect(HERE)
