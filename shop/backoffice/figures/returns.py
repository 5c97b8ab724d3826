"""`/office/figures/returns/`: what comes back, how often and why, as a page or a file."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from shop.backoffice.figures.period import asked_period
from shop.london import iso
from shop.order.return_rows import Reason
from shop.reports.returned_items import Returned, returned_items, together
from shop.spreadsheets.writer import csv_response

HEADINGS = ("Product", "SKU", "Sold", *Reason.labels, "Returned", "Per cent")


@require_GET
def returns(request: HttpRequest) -> HttpResponse:
    """At first the calendar quarter of today; `?as=csv` is the file."""
    form = asked_period(request)
    context: dict[str, Any] = {"form": form, "headings": HEADINGS}
    if form.is_valid():
        first, last = form.cleaned_data["first"], form.cleaned_data["last"]
        rows = returned_items(first, last)
        if request.GET.get("as") == "csv":
            return csv_response(filename=f"returns-{first}-{last}.csv", rows=_file(rows))
        context |= {"rows": rows, "total": together(rows), "file_url": _file_url(first, last)}
    return render(request, "backoffice/figures/returns.html", context, status=422 if form.errors else 200)


def _file_url(first: date, last: date) -> str:
    return f"?first={iso(first)}&last={iso(last)}&as=csv"


def _file(rows: list[Returned]) -> Iterator[tuple[object, ...]]:
    yield HEADINGS
    for row in rows:
        yield (row.title, row.sku, row.sold, *row.cells, row.returned, row.share)
