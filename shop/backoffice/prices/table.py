"""`/office/prices/`: all prices in one table; one form, one button."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from shop.accounts.requests import SignedInRequest
from shop.backoffice.activity.latest import who_changed
from shop.backoffice.gate import may_open
from shop.backoffice.prices.forms import PriceForm
from shop.backoffice.prices.planned_rows import is_set_by_plan
from shop.backoffice.prices.rows import for_sale, rows_of
from shop.partner.models import StockRecord
from shop.partner.prices import NewPrice, PricesHaveChanged, change_prices

PAGE_SIZE: Final = 50
INDEX, SAVE = "office_prices:index", "office_prices:save"


def prices(request: SignedInRequest) -> HttpResponse:
    """A page of sizes, found by words of their names or SKUs."""
    page = Paginator(for_sale(_searched(request)), PAGE_SIZE).get_page(request.GET.get("page"))
    return _show(request, [PriceForm(record) for record in page.object_list], page_obj=page)


@require_POST
def save(request: SignedInRequest) -> HttpResponse:
    """All changed prices of the page, or none of them while one needs a look."""
    forms = [PriceForm(record, request.POST) for record in _posted(request.POST)]
    needs_a_look = [form for form in forms if not form.is_valid() or form.question]
    if needs_a_look:
        return _show(request, forms, status=422)
    changes = [change for form in forms if (change := form.change)]
    try:
        change_prices(changes=changes)
    except PricesHaveChanged as problem:
        for form in forms:
            if form.record.pk in problem.now:
                form.say_who_was_faster(
                    problem.now[form.record.pk], _who(form.record, problem.now[form.record.pk])
                )
        return _show(request, forms, status=422)
    _tell(request, forms, changes)
    return HttpResponseRedirect(f"{reverse(INDEX)}?{_place(request)}")


def _who(record: StockRecord, now: Decimal | None) -> str:
    """The log knows colleagues only; what a plan set by itself isn't put down to one of them."""
    return "A planned price" if is_set_by_plan(record.pk, now) else who_changed(record, "price")


def _searched(request: SignedInRequest) -> str:
    return request.GET.get("q", "").strip()


def _place(request: SignedInRequest) -> str:
    """The search and the page, to come back to."""
    place = QueryDict(mutable=True)
    place.update({name: request.GET[name] for name in ("q", "page") if request.GET.get(name)})
    return place.urlencode()


def _posted(data: QueryDict) -> list[StockRecord]:
    """The sizes that the form had, in its order: the list may have changed since."""
    keys = [int(key) for key in data.getlist("size")[:PAGE_SIZE] if key.isascii() and key.isdigit()]
    found = for_sale().in_bulk([key for key in keys if key < 2**31])
    return [found[key] for key in dict.fromkeys(keys) if key in found]


def _show(
    request: SignedInRequest, forms: Sequence[PriceForm], *, status: int = 200, page_obj: object = None
) -> HttpResponse:
    context = {
        "rows": rows_of(forms),
        "page_obj": page_obj,
        "search": _searched(request),
        "place": _place(request),
        "may_save": may_open(request.user, SAVE),
        "may_count": may_open(request.user, "office_stock:size"),
        "is_refused": status != 200,
    }
    return render(request, "backoffice/prices/table.html", context, status=status)


def _tell(request: SignedInRequest, forms: Sequence[PriceForm], changes: Sequence[NewPrice]) -> None:
    names = {form.record.pk: form.record.product.full_name for form in forms}
    said = [
        f"{names[change.record_id]} costs £{change.price}"
        + (f", was £{change.shown}" if change.shown else "")
        for change in changes
    ]
    if said:
        messages.success(request, f"Saved: {'; '.join(said)}.")
    else:
        messages.info(request, "No price was changed.")
