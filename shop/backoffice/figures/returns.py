"""`/office/figures/returns/`: what comes back, how often and why, as a page or a file."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from shop.backoffice.figures import chart
from shop.backoffice.figures.period import RealOrNotForm, asked
from shop.backoffice.figures.table import FILES, share_of
from shop.london import iso
from shop.order.return_rows import Reason
from shop.reports.returned_items import Returned, returned_items, together

HEADINGS = ("Product", "SKU", "Sold", *Reason.labels, "Returned", "Per cent")


@require_GET
def returns(request: HttpRequest) -> HttpResponse:
    """At first the calendar quarter of today; `?as=csv` and `?as=xlsx` are files."""
    form = asked(request, RealOrNotForm)
    if not form.is_valid():
        return render(request, "backoffice/figures/returns.html", {"form": form}, status=422)
    data = form.cleaned_data
    rows = returned_items(data["first"], data["last"], simulated=data["simulated"])
    ending = request.GET.get("as", "")
    if make := FILES.get(ending):
        return make(filename=_filename(form, ending), rows=_file(rows))
    return render(request, "backoffice/figures/returns.html", {"form": form} | _page(form, rows))


def _page(form: RealOrNotForm, rows: list[Returned]) -> dict[str, Any]:
    total = together(rows)
    pieces = [row.returned for row in rows]
    return {
        "rows": rows,
        "simulated_url": "" if rows else form.simulated_url,
        "total": total,
        "reasons": [(label, _reason_cells(part, total)) for label, part in total.named],
        "bars": chart.bars(pieces, [f"{row.title}: {row.returned}" for row in rows]),
        "most": max(pieces, default=0),
        "urls": {kind: f"?{form.query}&as={kind}" for kind in FILES},
    }


def _reason_cells(pieces: int, total: Returned) -> list[tuple[str, str]]:
    shares: list[Decimal] = [share_of(pieces, whole) for whole in (total.returned, total.sold)]
    return [
        ("Pieces", str(pieces)),
        ("Of all returned", f"{shares[0]}%"),
        ("Of all sold", f"{shares[1]}%"),
    ]


def _filename(form: RealOrNotForm, ending: str) -> str:
    data = form.cleaned_data
    kind = "simulated-returns" if data["simulated"] else "returns"
    return f"{kind}-{iso(data['first'])}-{iso(data['last'])}.{ending}"


def _file(rows: list[Returned]) -> Iterator[tuple[object, ...]]:
    yield HEADINGS
    for row in [*rows, together(rows)]:
        yield (row.title, row.sku, row.sold, *row.cells, row.returned, row.share)
