"""`/office/figures/vat/`: the VAT of a period, from its invoices and credit notes."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from shop.backoffice.figures.period import RealOrNotForm, asked
from shop.backoffice.gate import may_open
from shop.documents.closing import why_not
from shop.documents.models import ClosedVatPeriod, Document
from shop.documents.rules import CONTRIBUTION, DELIVERY, GOODS, REDUCTION, Amounts
from shop.documents.vat_period import VatPeriod, vat_of
from shop.documents.wording import money, percent
from shop.london import iso

KINDS = {GOODS: "Items sold", DELIVERY: "Delivery", REDUCTION: "Credit notes", CONTRIBUTION: "Contributions"}


@require_GET
def vat(request: HttpRequest) -> HttpResponse:
    """At first the calendar quarter of today."""
    form = asked(request, RealOrNotForm)
    context: dict[str, Any] = {"form": form, "may_close": may_open(request.user, "office_figures:close_vat")}
    if form.is_valid():
        data = form.cleaned_data
        period = vat_of(data["first"], data["last"], simulated=data["simulated"])
        context |= _figures(period, simulated=data["simulated"])
        context["simulated_url"] = "" if period.documents else form.simulated_url
    return render(request, "backoffice/figures/vat.html", context, status=422 if form.errors else 200)


def _figures(period: VatPeriod, *, simulated: bool) -> dict[str, Any]:
    """Rows and boxes in words; the links open what a figure is made of."""
    listed = _list_url(period, simulated=simulated)
    rows = [_row(period, rate, kind, listed) for rate in period.rates for kind in KINDS]
    return {
        "period": period,
        "simulated": simulated,
        "rows": [row for row in rows if row],
        "rates": [{"rate": percent(rate), **words(period.of_rate(rate))} for rate in period.rates],
        "total": words(period.total),
        "all_url": listed,
        "closed": ClosedVatPeriod.objects.filter(last__gte=period.last).order_by("last").first(),
        "close_url": f"{reverse('office_figures:close_vat')}?{urlencode(days_of(period))}",
        "why_not_closed": why_not(period.first, period.last),
    }


def _row(period: VatPeriod, rate: str, kind: str, listed: str) -> dict[str, str] | None:
    amounts = period.sums[rate][kind]
    if amounts == Amounts():
        return None
    url = listed if kind == CONTRIBUTION else f"{listed}&{urlencode({'kind': _documents_of(kind)})}"
    return {"rate": percent(rate), "kind": KINDS[kind], "url": url, **words(amounts)}


def _documents_of(kind: str) -> Document.Kind:
    return Document.Kind.CREDIT_NOTE if kind == REDUCTION else Document.Kind.INVOICE


def words(amounts: Amounts) -> dict[str, str]:
    """As pounds."""
    return {"net": money(amounts.net), "vat": money(amounts.vat), "gross": money(amounts.gross)}


def days_of(period: VatPeriod) -> dict[str, str]:
    """The days as the address of a page has them."""
    return {"first": iso(period.first), "last": iso(period.last)}


def _list_url(period: VatPeriod, *, simulated: bool) -> str:
    days = {"vat_day_from": iso(period.first), "vat_day_to": iso(period.last)}
    cards = {"is_simulated": "true" if simulated else "false"}
    return f"{reverse('office_invoices:index')}?{urlencode(days | cards)}"
