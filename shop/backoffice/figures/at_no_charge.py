"""`/office/figures/at-no-charge/`: what replacements, goodwill, samples and press cost, by reason."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from shop.backoffice.figures.period import RealOrNotForm, asked
from shop.reports.at_no_charge import GivenAway, given_away


@require_GET
def at_no_charge(request: HttpRequest) -> HttpResponse:
    """At first the calendar quarter of today."""
    form = asked(request, RealOrNotForm)
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        days = form.cleaned_data
        context |= _figures(days["first"], days["last"], simulated=days["simulated"])
        context["simulated_url"] = "" if context["rows"] else form.simulated_url
    status = 422 if form.errors else 200
    return render(request, "backoffice/figures/at_no_charge.html", context, status=status)


def _figures(first: date, last: date, *, simulated: bool) -> dict[str, Any]:
    rows = given_away(first, last, simulated=simulated)
    return {"rows": rows, "total": _together(rows), "simulated": simulated}


def _together(rows: list[GivenAway]) -> GivenAway:
    total = GivenAway("Together")
    for row in rows:
        total.orders += row.orders
        total.pieces += row.pieces
        total.unknown += row.unknown
        total.cost += row.cost
        total.value += row.value
    return total
