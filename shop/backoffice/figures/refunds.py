"""`/office/figures/refunds/`: what was given back in a period, by reason, and the file of each refund."""

from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from shop.backoffice.figures.period import RealOrNotForm, asked
from shop.reports.refunds import by_reason, file_rows
from shop.spreadsheets.writer import csv_response


@require_GET
def refunds(request: HttpRequest) -> HttpResponse:
    """At first the calendar quarter of today."""
    form = asked(request, RealOrNotForm)
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        days = form.cleaned_data
        rows = by_reason(days["first"], days["last"], simulated=days["simulated"])
        context |= {
            "rows": rows,
            "number": sum(row.number for row in rows),
            "pounds": sum((row.pounds for row in rows), Decimal("0.00")),
            "file_url": f"{reverse('office_figures:refunds_file')}?{form.query}",
            "simulated": days["simulated"],
            "simulated_url": "" if rows else form.simulated_url,
        }
    return render(request, "backoffice/figures/refunds.html", context, status=422 if form.errors else 200)


@require_GET
def refunds_file(request: HttpRequest) -> HttpResponse:
    """`refunds/file/`: one row a refund, those that fell through included."""
    form = asked(request, RealOrNotForm)
    if not form.is_valid():
        return redirect("office_figures:refunds")
    days = form.cleaned_data
    rows = file_rows(days["first"], days["last"], simulated=days["simulated"])
    name = "refunds-simulated.csv" if days["simulated"] else "refunds.csv"
    return csv_response(filename=name, rows=rows)
