"""`/office/figures/sales/`: what was sold in a period, after refunds, as a page, a chart or a file."""

from collections.abc import Iterator
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from shop.backoffice.figures import chart
from shop.backoffice.figures.period import asked
from shop.backoffice.figures.sales_form import TIMES, SalesForm
from shop.backoffice.figures.sales_rows import Row, rows_by
from shop.backoffice.figures.table import FILES
from shop.documents.wording import money
from shop.london import iso
from shop.money import from_pence
from shop.reports.baskets_left import BasketsLeft, baskets_left
from shop.reports.contributions import given_in
from shop.reports.sales.period import by_day, sold_in
from shop.reports.sales.sums import Sums, together

COUNTS: Final = {"orders": "Orders", "pieces": "Pieces"}
AMOUNTS: Final = {
    "items": "Items",
    "discounts": "Discounts",
    "delivery": "Delivery",
    "given_back": "Given back",
    "takings": "Takings",
    "vat": "VAT",
    "net": "Net",
}


@require_GET
def sales(request: HttpRequest) -> HttpResponse:
    """At first the calendar quarter of today by days; `?as=csv` and `?as=xlsx` are files."""
    form = asked(request, SalesForm)
    if not form.is_valid():
        return render(request, "backoffice/figures/sales.html", {"form": form}, status=422)
    rows, total = _figures(form)
    if make := FILES.get(request.GET.get("as", "")):
        return make(filename=_filename(form, request.GET["as"]), rows=_file(form, rows, total))
    context = _page(form, rows, total) | {"left": _left(form), "given": _given(form)}
    return render(request, "backoffice/figures/sales.html", context)


def _left(form: SalesForm) -> BasketsLeft:
    return baskets_left(form.cleaned_data["first"], form.cleaned_data["last"])


def _given(form: SalesForm) -> dict[str, str]:
    """What readers gave for the guides, in words; empty where nobody did."""
    data = form.cleaned_data
    found = given_in(data["first"], data["last"], simulated=data["simulated"])
    if not found.number:
        return {}
    return {"number": str(found.number), "left": money(found.left), "back": money(found.back)}


def _figures(form: SalesForm) -> tuple[list[Row], Sums]:
    data = form.cleaned_data
    orders = sold_in(data["first"], data["last"], simulated=data["simulated"])
    days = by_day(orders)
    total = together(days.values())
    return rows_by(form.is_by, orders, days, total), total


def _page(form: SalesForm, rows: list[Row], total: Sums) -> dict[str, Any]:
    return {
        "form": form,
        "simulated_url": "" if rows else form.simulated_url,
        "headings": [*COUNTS.values(), *AMOUNTS.values()],
        "rows": [(name, _cells(sums)) for name, sums in rows],
        "total": _cells(total),
        "facts": {
            "Orders": total.orders,
            "Takings": money(total.takings),
            "Given back": money(total.given_back),
        },
        "bars": _bars(rows) if form.is_by in TIMES else [],
        "most": money(max((sums.takings for _, sums in rows), default=0)),
        "urls": {kind: f"?{form.query}&as={kind}" for kind in FILES},
    }


def _cells(sums: Sums) -> list[tuple[str, str]]:
    """Heading and text of each cell, so that a row can be a card on a phone."""
    counts = [(label, str(getattr(sums, name))) for name, label in COUNTS.items()]
    return [*counts, *((label, money(getattr(sums, name))) for name, label in AMOUNTS.items())]


def _bars(rows: list[Row]) -> list[chart.Bar]:
    takings = [sums.takings for _, sums in rows]
    return chart.bars(takings, [f"{name}: {money(sums.takings)}" for name, sums in rows])


def _filename(form: SalesForm, ending: str) -> str:
    data = form.cleaned_data
    kind = "simulated-sales" if data["simulated"] else "sales"
    return f"{kind}-by-{form.is_by}-{iso(data['first'])}-{iso(data['last'])}.{ending}"


def _file(form: SalesForm, rows: list[Row], total: Sums) -> Iterator[tuple[object, ...]]:
    by = dict(form.fields["by"].choices)[form.is_by]  # type: ignore[attr-defined]
    yield (by, *COUNTS.values(), *AMOUNTS.values())
    for name, sums in [*rows, ("Together", total)]:
        counts = (getattr(sums, field) for field in COUNTS)
        yield (name, *counts, *(from_pence(getattr(sums, field)) for field in AMOUNTS))
