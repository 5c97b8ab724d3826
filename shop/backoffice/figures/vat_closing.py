"""`/office/figures/vat/close/`: close a period, once its return has been sent. It can't be opened again."""

from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from shop.accounts.requests import SignedInRequest
from shop.backoffice.figures.period import PeriodForm
from shop.backoffice.figures.vat import days_of, words
from shop.documents.closing import CannotClose, close_period, why_not
from shop.documents.rules import Amounts
from shop.documents.vat_period import VatPeriod, vat_of


class CloseForm(PeriodForm):
    """The days, the sums as they were shown, and a tick."""

    net = forms.IntegerField(widget=forms.HiddenInput)
    vat = forms.IntegerField(widget=forms.HiddenInput)
    gross = forms.IntegerField(widget=forms.HiddenInput)
    is_sent = forms.BooleanField(
        label="The VAT return for these days has been sent to HMRC",
        error_messages={"required": "Send the return first, then tick this."},
    )

    @property
    def shown(self) -> Amounts:
        """The sums that the person saw."""
        return Amounts(*(self.cleaned_data[name] for name in ("net", "vat", "gross")))


@require_http_methods(["GET", "POST"])
def close(request: SignedInRequest) -> HttpResponse:
    """GET shows what would be closed, for `first` and `last`; POST closes it."""
    days = PeriodForm(request.POST or request.GET)
    if not days.is_valid():
        return redirect("office_figures:vat")
    first, last = days.cleaned_data["first"], days.cleaned_data["last"]
    form = CloseForm(request.POST) if request.method == "POST" else None
    if form and form.is_valid() and _has_closed(request, form):
        return redirect(_vat_url(VatPeriod(first, last)))
    return _page(request, vat_of(first, last), form)


def _vat_url(period: VatPeriod) -> str:
    return f"{reverse('office_figures:vat')}?{urlencode(days_of(period))}"


def _has_closed(request: SignedInRequest, form: CloseForm) -> bool:
    """What stands in the way is said above the form."""
    first, last = form.cleaned_data["first"], form.cleaned_data["last"]
    try:
        period = close_period(first=first, last=last, shown=form.shown, by=request.user)
    except CannotClose as problem:
        form.add_error(None, str(problem))
        return False
    messages.success(request, f"The VAT period {period} is closed.")
    return True


def _page(request: SignedInRequest, period: VatPeriod, form: CloseForm | None) -> HttpResponse:
    """The sums are always those of now, so that a second click confirms what is seen."""
    total = period.total
    now = {"first": period.first, "last": period.last}
    fresh = CloseForm(initial=now | {"net": total.net, "vat": total.vat, "gross": total.gross})
    context = {
        "period": period,
        "total": words(total),
        "form": fresh,
        "sent": form,
        "vat_url": _vat_url(period),
        "problem": why_not(period.first, period.last),
    }
    return render(request, "backoffice/figures/close_vat.html", context, status=422 if form else 200)
