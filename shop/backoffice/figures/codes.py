"""`/office/figures/codes/`: how often codes were used, what they took off, what their orders brought."""

from typing import Final

from django import forms
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from shop.backoffice.figures.period import RealOrNotForm, asked
from shop.backoffice.figures.table import Column, Kind, Table, answered, refused
from shop.reports.sales.code_uses import CODE, OFFER, CodeUse, all_uses, code_uses
from shop.reports.sales.period import sold_in

NAME = "codes"
BY: Final = {"code": CODE, "offer": OFFER}
TAKINGS = Column[CodeUse]("Takings", Kind.PENCE, lambda row: row.sums.takings)
COLUMNS: Final = (
    Column[CodeUse]("Uses", Kind.COUNT, lambda row: row.sums.orders),
    Column[CodeUse]("Taken off", Kind.PENCE, lambda row: row.discount),
    Column[CodeUse]("Given back", Kind.PENCE, lambda row: row.sums.given_back),
    TAKINGS,
    Column[CodeUse]("Net", Kind.PENCE, lambda row: row.sums.net),
)


class CodesForm(RealOrNotForm):
    """Single-use codes are many: their offer adds them up."""

    by = forms.ChoiceField(label="By", choices=[("code", "Code"), ("offer", "Offer")], required=False)


@require_GET
def code_figures(request: HttpRequest) -> HttpResponse:
    """At first the calendar quarter of today by code; `?as=csv` and `?as=xlsx` are files."""
    form = asked(request, CodesForm)
    if not form.is_valid():
        return refused(request, form, NAME)
    return answered(request, form, NAME, _table(form))


def _table(form: CodesForm) -> Table[CodeUse]:
    data = form.cleaned_data
    by = data["by"] or "code"
    orders = sold_in(data["first"], data["last"], simulated=data["simulated"])
    rows = sorted(
        code_uses(orders, BY[by]).items(), key=lambda row: (-row[1].sums.orders, -row[1].sums.takings, row[0])
    )
    return Table(by.capitalize(), COLUMNS, rows, all_uses(orders), TAKINGS)
