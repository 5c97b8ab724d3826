"""A table of figures: its cells on the page, its bars, and its rows in a file."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from shop.backoffice.figures import chart
from shop.backoffice.figures.period import PeriodForm, RealOrNotForm
from shop.documents.wording import money
from shop.london import iso
from shop.money import from_pence
from shop.spreadsheets.workbook import xlsx_response
from shop.spreadsheets.writer import csv_response

FILES: Final = {"csv": csv_response, "xlsx": xlsx_response}


class Kind(Enum):
    """What a number is: a count, whole pence, or per cent."""

    COUNT = "count"
    PENCE = "pence"
    PER_CENT = "per cent"


@dataclass(frozen=True)
class Column[Row]:
    """A heading, and the number that a row has below it."""

    label: str
    kind: Kind
    read: Callable[[Row], Any]

    def shown(self, row: Row) -> str:
        """As it stands on the page."""
        value = self.read(row)
        if self.kind is Kind.PENCE:
            return money(value)
        return f"{value}%" if self.kind is Kind.PER_CENT else str(value)

    def filed(self, row: Row) -> object:
        """As a number of a file; pounds for pence."""
        value = self.read(row)
        return from_pence(value) if self.kind is Kind.PENCE else value


@dataclass(frozen=True)
class Table[Row]:
    """Rows by name. `charted` is the column whose figures are drawn."""

    first: str
    columns: Sequence[Column[Row]]
    rows: Sequence[tuple[str, Row]]
    total: Row
    charted: Column[Row]

    def page(self) -> dict[str, Any]:
        """What the templates of a table and its chart read."""
        values = [self.charted.read(row) for _, row in self.rows]
        says = [f"{name}: {self.charted.shown(row)}" for name, row in self.rows]
        return {
            "first": self.first,
            "headings": [column.label for column in self.columns],
            "rows": [(name, self._cells(row)) for name, row in self.rows],
            "total": self._cells(self.total),
            "bars": chart.bars(values, says),
            "chart_title": self.charted.label,
            "most": max(zip(values, says, strict=True), default=(0, ""))[1],
        }

    def file(self) -> Iterator[tuple[object, ...]]:
        """The headings, the rows, and all of them together."""
        yield (self.first, *(column.label for column in self.columns))
        for name, row in [*self.rows, ("Together", self.total)]:
            yield (name, *(column.filed(row) for column in self.columns))

    def _cells(self, row: Row) -> list[tuple[str, str]]:
        return [(column.label, column.shown(row)) for column in self.columns]


def share_of(part: int, whole: int) -> Decimal:
    """Per cent to one decimal place; nothing of nothing."""
    return round(Decimal(100 * part) / whole, 1) if whole > 0 else Decimal("0.0")


def answered[Row](
    request: HttpRequest, form: PeriodForm, name: str, table: Table[Row], **more: object
) -> HttpResponse:
    """The page `name`, or its file for `?as=csv` and `?as=xlsx`."""
    ending = request.GET.get("as", "")
    if make := FILES.get(ending):
        return make(filename=f"{_stem(name, form)}.{ending}", rows=table.file())
    urls = {kind: f"?{form.query}&as={kind}" for kind in FILES}
    context = {"form": form, "urls": urls} | table.page() | more
    if isinstance(form, RealOrNotForm) and not table.rows:
        context["simulated_url"] = form.simulated_url
    return render(request, _template(name), context)


def refused(request: HttpRequest, form: PeriodForm, name: str) -> HttpResponse:
    """The page with what is wrong beside each field."""
    return render(request, _template(name), {"form": form}, status=422)


def _template(name: str) -> str:
    return f"backoffice/figures/{name.replace('-', '_')}.html"


def _stem(name: str, form: PeriodForm) -> str:
    kind = "simulated-" if form.cleaned_data.get("simulated") else ""
    return f"{kind}{name}-{iso(form.cleaned_data['first'])}-{iso(form.cleaned_data['last'])}"
