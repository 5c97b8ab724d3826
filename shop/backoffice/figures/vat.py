"""`/office/figures/vat/`: the VAT of a period, from its invoices and credit notes."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from shop.backoffice.figures.period import asked_period
from shop.backoffice.gate import may_open
from shop.documents.closing import why_not
from shop.documents.models import ClosedVatPeriod, Document
from shop.documents.rules import DELIVERY, GOODS, REDUCTION, Amounts
from shop.documents.vat_period import VatPeriod, vat_of
from shop.documents.wording import money, percent
from shop.london import iso

KINDS = {GOODS: "Items sold", DELIVERY: "Delivery", REDUCTION: "Credit notes"}


@require_GET
def vat(request: HttpRequest) -> HttpResponse:
    """At first the calendar quarter of today."""
    form = asked_period(request)
    context: dict[str, Any] = {"form": form, "may_close": may_open(request.user, "office_figures:close_vat")}
    if form.is_valid():
        context |= _figures(vat_of(form.cleaned_data["first"], form.cleaned_data["last"]))
    return render(request, "backoffice/figures/vat.html", context, status=422 if form.errors else 200)


def _figures(period: VatPeriod) -> dict[str, Any]:
    """Rows and boxes in words; the links open what a figure is made of."""
    rows = [_row(period, rate, kind) for rate in period.rates for kind in KINDS]
    return {
        "period": period,
        "rows": [row for row in rows if row],
        "rates": [{"rate": percent(rate), **words(period.of_rate(rate))} for rate in period.rates],
        "total": words(period.total),
        "all_url": _list_url(period),
        "closed": ClosedVatPeriod.objects.filter(last__gte=period.last).order_by("last").first(),
        "close_url": f"{reverse('office_figures:close_vat')}?{urlencode(days_of(period))}",
        "why_not_closed": why_not(period.first, period.last),
    }


def _row(period: VatPeriod, rate: str, kind: str) -> dict[str, str] | None:
    amounts = period.sums[rate][kind]
    if amounts == Amounts():
        return None
    of_kind = Document.Kind.CREDIT_NOTE if kind == REDUCTION else Document.Kind.INVOICE
    url = _list_url(period, kind=of_kind)
    return {"rate": percent(rate), "kind": KINDS[kind], "url": url, **words(amounts)}


def words(amounts: Amounts) -> dict[str, str]:
    """As pounds."""
    return {"net": money(amounts.net), "vat": money(amounts.vat), "gross": money(amounts.gross)}


def days_of(period: VatPeriod) -> dict[str, str]:
    """The days as the address of a page has them."""
    return {"first": iso(period.first), "last": iso(period.last)}


def _list_url(period: VatPeriod, **more: str) -> str:
    days = {"vat_day_from": iso(period.first), "vat_day_to": iso(period.last)}
    return f"{reverse('office_invoices:index')}?{urlencode(days | {'is_simulated': 'false'} | more)}"
