"""`/office/figures/stock/`: stock at cost at the end of a day, and what sold in the days before it."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from shop.backoffice.figures.period import day_field
from shop.backoffice.figures.table import FILES
from shop.fields.names_missing import NamesMissing
from shop.london import iso
from shop.money import round_penny
from shop.partner.value import Value
from shop.reports.stock_on import DAYS, StockOn, stock_on

HEAD = ("Size", "Pieces", f"Sold in {DAYS} days", "Value at cost", "Pieces without a cost")


class DayForm(NamesMissing, forms.Form):
    """One day, not one to come."""

    day = day_field("At the end of")

    def clean_day(self) -> date:
        """Nobody knows tomorrow's stock."""
        day: date = self.cleaned_data["day"]
        if day > timezone.localdate():
            raise forms.ValidationError("Choose today or a day before.")
        return day


@require_GET
def stock_figures(request: HttpRequest) -> HttpResponse:
    """At first today; `?as=csv` and `?as=xlsx` are files."""
    form = DayForm(request.GET if "day" in request.GET else {"day": timezone.localdate()})
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        day = form.cleaned_data["day"]
        rows = stock_on(day)
        ending = request.GET.get("as", "")
        if make := FILES.get(ending):
            return make(filename=f"stock-{iso(day)}.{ending}", rows=_file(rows))
        context |= _page(rows) | {"urls": {kind: f"?day={iso(day)}&as={kind}" for kind in FILES}}
    return render(request, "backoffice/figures/stock_on.html", context, status=422 if form.errors else 200)


def _page(rows: list[StockOn]) -> dict[str, Any]:
    total = sum((row.value for row in rows), Value())
    return {
        "headings": HEAD[1:],
        "rows": [(row.title, list(zip(HEAD[1:], _cells(row), strict=True))) for row in rows],
        "facts": {
            "Value at cost": f"£{round_penny(total.pounds):,}",
            "Pieces": sum(row.pieces for row in rows),
            "Pieces without a cost": total.without_cost,
            "Sizes that didn’t sell": sum(row.is_slow for row in rows),
        },
    }


def _cells(row: StockOn) -> tuple[str, ...]:
    counts = (row.pieces, row.sold, f"£{round_penny(row.value.pounds):,}", row.value.without_cost)
    return tuple(str(cell) for cell in counts)


def _file(rows: list[StockOn]) -> Iterator[tuple[object, ...]]:
    yield HEAD
    for row in rows:
        yield (*(row.title, row.pieces, row.sold, round_penny(row.value.pounds), row.value.without_cost),)
