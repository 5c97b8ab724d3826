"""`/office/figures/baskets/`: what was put into baskets and not ordered; nobody is named."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from django import forms
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from shop.backoffice.figures.period import PeriodForm, asked
from shop.backoffice.figures.table import Column, Kind, Table, answered, refused
from shop.catalogue.models import Product
from shop.london import iso
from shop.reports.baskets_left import DAY, SIZE, SOURCE, BasketsLeft, baskets_left, left_by
from shop.reports.sales.sources import titles_of

type Rows = list[tuple[str, BasketsLeft]]
NAME = "baskets"
CHOICES: Final = (("size", "Size"), ("day", "Day begun"), ("source", "Guide or newsletter"))
WORTH = Column[BasketsLeft]("Worth", Kind.PENCE, lambda row: row.worth)
COLUMNS: Final = (
    Column[BasketsLeft]("Baskets", Kind.COUNT, lambda row: row.baskets),
    Column[BasketsLeft]("Pieces", Kind.COUNT, lambda row: row.pieces),
    WORTH,
)


class BasketsForm(PeriodForm):
    """By what they are added up."""

    by = forms.ChoiceField(label="By", choices=CHOICES, required=False)


@require_GET
def basket_figures(request: HttpRequest) -> HttpResponse:
    """At first the calendar quarter of today by size; `?as=csv` and `?as=xlsx` are files."""
    form = asked(request, BasketsForm)
    if not form.is_valid():
        return refused(request, form, NAME)
    by = form.cleaned_data["by"] or "size"
    first, last = form.cleaned_data["first"], form.cleaned_data["last"]
    rows, total = ROWS[by](first, last), baskets_left(first, last)
    return answered(request, form, NAME, Table(dict(CHOICES)[by], COLUMNS, rows, total, WORTH))


def _sizes(first: date, last: date) -> Rows:
    found: Mapping[int, BasketsLeft] = left_by(first, last, SIZE)
    products = Product.objects.select_related("parent").in_bulk(list(found))
    return _largest_first([(products[pk].full_name, left) for pk, left in found.items()])


def _sources(first: date, last: date) -> Rows:
    found: Mapping[str, BasketsLeft] = left_by(first, last, SOURCE)
    titles = titles_of(found)
    return _largest_first([(titles[source], left) for source, left in found.items()])


def _days(first: date, last: date) -> Rows:
    found: Mapping[date, BasketsLeft] = left_by(first, last, DAY)
    return [(iso(day), left) for day, left in sorted(found.items())]


def _largest_first(rows: Rows) -> Rows:
    return sorted(rows, key=lambda row: (-row[1].worth, row[0]))


ROWS: Final[Mapping[str, Callable[[date, date], Rows]]] = {
    "size": _sizes,
    "day": _days,
    "source": _sources,
}
