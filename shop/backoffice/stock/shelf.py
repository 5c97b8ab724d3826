"""`/office/stock/`: what is on the shelf, and one size with its batches and movements."""

from collections.abc import Iterable

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from shop.accounts.requests import SignedInRequest
from shop.backoffice.gate import may_open
from shop.backoffice.stock.changes import CountForm, TakeForm
from shop.backoffice.stock.promised import promised_to
from shop.backoffice.stock.stock_file import stock_rows
from shop.catalogue.models import Batch, SetPart
from shop.fields.word_search import in_any, words_of
from shop.partner import stock
from shop.partner.cover import is_gone, is_low, on_sale, weeks_left, with_pace
from shop.partner.models import StockMovement, StockRecord
from shop.partner.movements import sum_by_batch
from shop.partner.value import Value, values_of
from shop.spreadsheets.workbook import xlsx_response
from shop.spreadsheets.writer import csv_response

PAGE_SIZE = 50
ONLY = {"low": is_low, "gone": is_gone}  # of the sizes on sale, as Today counts them
FILES = {"csv": csv_response, "xlsx": xlsx_response}
COLUMNS = ("product__title", "product__parent__title", "partner_sku")
SIZE, TAKE, MAKE = "office_stock:size", "office_stock:take", "office_stock:make"


def shelf(request: SignedInRequest) -> HttpResponse:
    """Every size that is counted, found by words of its name or SKU."""
    search = request.GET.get("q", "").strip()
    only = request.GET.get("only", "")
    sizes = on_sale(_sizes(search)).filter(ONLY[only]()) if only in ONLY else _sizes(search)
    ending = request.GET.get("as", "")
    if make := FILES.get(ending):
        return make(filename=f"stock.{ending}", rows=stock_rows(sizes, shows_value=may_see_costs(request)))
    page = Paginator(sizes, PAGE_SIZE).get_page(request.GET.get("page"))
    for record in page.object_list:
        numbers = record.__dict__
        numbers["weeks"] = weeks_left(free=numbers["free"], sold=numbers["sold"])
    context: dict[str, object] = {"page_obj": page, "search": search, "only": only}
    if may_see_costs(request):
        context |= _values(page.object_list, sizes)
    return render(request, "backoffice/stock/shelf.html", context)


def may_see_costs(request: SignedInRequest) -> bool:
    """What was paid for the stock is one of the figures."""
    return bool(request.user.has_perm("office.read_figures"))


def _values(rows: Iterable[StockRecord], found: QuerySet[StockRecord]) -> dict[str, object]:
    """The value of each row, and of all that was found."""
    values = values_of(list(found.values_list("pk", flat=True)))
    for record in rows:
        record.__dict__["value"] = values.get(record.pk, Value())
    return {"shows_value": True, "value": sum(values.values(), Value())}


def _sizes(search: str) -> QuerySet[StockRecord]:
    rows = StockRecord.objects.filter(num_in_stock__isnull=False).select_related("product__parent")
    for word in words_of(search):
        batch = Q(product__batches__number__iexact=word)
        rows = rows.filter(in_any(word, COLUMNS) | batch)
    return with_pace(rows).order_by("partner_sku", "pk").distinct()


def size(request: SignedInRequest, pk: int) -> HttpResponse:
    """Batches and the last movements of one size."""
    return _show(request, get_object_or_404(_sizes(""), pk=pk), CountForm(), TakeForm(record_id=pk))


def _show(
    request: SignedInRequest, record: StockRecord, count: CountForm, take: TakeForm, *, status: int = 200
) -> HttpResponse:
    held = {batch: pieces for batch, pieces in sum_by_batch(record.pk).items() if pieces}
    batches = Batch.objects.filter(pk__in=[batch for batch in held if batch])
    movements = StockMovement.objects.filter(stock_record=record).select_related("batch", "by", "line__order")
    context = {
        "record": record,
        "batches": [(batch, held[batch.pk]) for batch in batches],
        "unknown": held.get(None, 0),
        "is_cosmetic": record.product.sheet.is_cosmetic,
        "page_obj": Paginator(movements, PAGE_SIZE).get_page(request.GET.get("page")),
        "count": count,
        "take": take,
        "may_take": may_open(request.user, TAKE),
        "may_make": may_open(request.user, MAKE),
        "may_recall": may_open(request.user, "office_recalls:new_by_days"),
        "is_made": SetPart.objects.filter(set=record.product).exists(),
        "value": values_of([record.pk]).get(record.pk, Value()) if may_see_costs(request) else None,
    }
    return render(request, "backoffice/stock/size.html", context, status=status)


@require_POST
def count(request: SignedInRequest, pk: int) -> HttpResponse:
    """A number that was counted without looking at the one that is stored; the difference is posted."""
    record, form = get_object_or_404(_sizes(""), pk=pk), CountForm(request.POST)
    if form.is_valid():
        difference = form.save(record_id=pk, by=request.user)
        if difference is not None:
            said = f"a difference of {difference:+d} is posted" if difference else "it is as the shop knew"
            messages.success(request, f"Counted: {said}.")
            return redirect(SIZE, pk)
        form.add_error("pieces", f"{promised_to(record)} Look at those first.")
    return _show(request, record, form, TakeForm(record_id=pk), status=422)


@require_POST
def take(request: SignedInRequest, pk: int) -> HttpResponse:
    """Broken, sample, gift, lost or found, with a reason."""
    record, form = get_object_or_404(_sizes(""), pk=pk), TakeForm(request.POST, record_id=pk)
    if form.is_valid():
        try:
            messages.success(request, form.save(by=request.user))
        except stock.AlreadyDone:
            messages.info(request, "You had posted that already. Nothing was posted twice.")
        except stock.NotEnough as problem:
            promised = f" {promised_to(record)}" if record.promised else ""
            form.add_error("pieces", f"{problem}{promised}")
            return _show(request, record, CountForm(), form, status=422)
        return redirect(SIZE, pk)
    return _show(request, record, CountForm(), form, status=422)
