"""`/office/figures/at-no-charge/`: what replacements, goodwill, samples and press cost, by reason."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from shop.backoffice.figures.period import asked_period
from shop.reports.at_no_charge import GivenAway, given_away


@require_GET
def at_no_charge(request: HttpRequest) -> HttpResponse:
    """At first the calendar quarter of today."""
    form = asked_period(request)
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        context |= _figures(form.cleaned_data["first"], form.cleaned_data["last"])
    status = 422 if form.errors else 200
    return render(request, "backoffice/figures/at_no_charge.html", context, status=status)


def _figures(first: date, last: date) -> dict[str, Any]:
    rows = given_away(first, last)
    return {"rows": rows, "total": _together(rows)}


def _together(rows: list[GivenAway]) -> GivenAway:
    total = GivenAway("Together")
    for row in rows:
        total.orders += row.orders
        total.pieces += row.pieces
        total.unknown += row.unknown
        total.cost += row.cost
        total.value += row.value
    return total
