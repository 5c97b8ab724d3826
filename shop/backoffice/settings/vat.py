"""`/office/shop-settings/vat/`: from which day sales have VAT, and at which rates."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from shop.accounts.requests import SignedInRequest
from shop.accounts.second_factor_again import second_factor_again
from shop.backoffice.gate import may_open
from shop.backoffice.settings.vat_forms import RateForm, RegistrationForm
from shop.documents.vat_changes import CannotState, state_rate, state_registration
from shop.integrity.versions import newest_turn
from shop.london import london
from shop.partner.vat import RATES, percent
from shop.trader.details import stored_trader
from shop.trader.models import VatRate, VatRegistration
from shop.trader.vat import rate_changes, registrations
from shop.trader.vat_schedule import Span

HERE = "office_settings:vat"


@dataclass(frozen=True)
class Row:
    """One line of the timeline; `is_coming` from tomorrow on."""

    what: str
    since: date | None
    is_coming: bool


@require_safe
def vat(request: SignedInRequest) -> HttpResponse:
    """The page."""
    return _show(request)


def _show(request: SignedInRequest, **bound: object) -> HttpResponse:
    context: dict[str, Any] = {
        "registration": [
            _row("Registered" if one.says else "Not registered", one) for one in registrations()
        ],
        "rates": [_row(f"{label}: {percent(one.says)}%", one) for label, one in _rates()],
        "number": stored_trader().vat_number,
        "registration_form": RegistrationForm(seen=newest_turn(VatRegistration)),
        "rate_form": RateForm(seen=newest_turn(VatRate)),
        "may_change": may_open(request.user, "office_settings:change_vat"),
    }
    return render(request, "backoffice/settings/vat.html", context | bound, status=422 if bound else 200)


def _rates() -> list[tuple[str, Span[Decimal]]]:
    return [
        (code.label, one)
        for code in VatRate.Code
        for one in rate_changes(code.value, first=RATES[code.value])
    ]


def _row(what: str, span: Span[Any]) -> Row:
    return Row(what, span.since, bool(span.since and span.since > timezone.localdate()))


@require_POST
def change(request: SignedInRequest) -> HttpResponse:
    """`registration/`"""
    form = RegistrationForm(request.POST)
    if not form.is_valid() or not form.is_agreed():
        return _show(request, registration_form=form)
    if proof := second_factor_again(request):
        return proof
    try:
        known = {name: form.cleaned_data[name] for name in ("since", "registered", "seen")}
        row = state_registration(by_id=request.user.pk, **known)
    except CannotState as problem:
        form.add_error("since", str(problem))
        return _show(request, registration_form=form)
    what = "Sales have VAT" if row.registered else "Sales have no VAT"
    messages.success(request, f"{what} from {london(row.since)}.")
    return redirect(HERE)


@require_POST
def change_rate(request: SignedInRequest) -> HttpResponse:
    """`rate/`"""
    form = RateForm(request.POST)
    if not form.is_valid() or not form.is_agreed():
        return _show(request, rate_form=form)
    if proof := second_factor_again(request):
        return proof
    known = {name: form.cleaned_data[name] for name in ("tax_code", "since", "seen")}
    try:
        row = state_rate(rate=form.rate, by_id=request.user.pk, **known)
    except CannotState as problem:
        form.add_error("since", str(problem))
        return _show(request, rate_form=form)
    what = f"{row.get_tax_code_display()}: {percent(row.rate)}%"
    messages.success(request, f"{what} from {london(row.since)}. Prices stay; the VAT in them changes.")
    return redirect(HERE)
