"""`/office/figures/best-sellers/`: what sold most, by size, against as many days before."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from shop.backoffice.figures.period import RealOrNotForm, asked
from shop.backoffice.figures.table import Column, Kind, Table, answered, refused, share_of
from shop.reports.sales.best_sellers import Seller, best_sellers, days_before, together

NAME = "best-sellers"
PIECES = Column[Seller]("Pieces", Kind.COUNT, lambda row: row.now.pieces)


@require_GET
def best_seller_figures(request: HttpRequest) -> HttpResponse:
    """At first the calendar quarter of today; `?as=csv` and `?as=xlsx` are files."""
    form = asked(request, RealOrNotForm)
    if not form.is_valid():
        return refused(request, form, NAME)
    data = form.cleaned_data
    rows = best_sellers(data["first"], data["last"], simulated=data["simulated"])
    before, until = days_before(data["first"], data["last"])
    return answered(request, form, NAME, _table(rows), before=before, until=until)


def _table(rows: list[Seller]) -> Table[Seller]:
    total = together(rows)
    return Table("Size", _columns(total), [(row.name, row) for row in rows], total, PIECES)


def _columns(total: Seller) -> Sequence[Column[Seller]]:
    return (
        PIECES,
        Column("Net", Kind.PENCE, lambda row: row.now.net),
        Column("Share of net", Kind.PER_CENT, lambda row: share_of(row.now.net, total.now.net)),
        Column("Pieces before", Kind.COUNT, lambda row: row.before.pieces),
        Column("Net before", Kind.PENCE, lambda row: row.before.net),
        Column("Change of net", Kind.PENCE, lambda row: row.net_change),
    )
