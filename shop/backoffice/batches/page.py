"""`/office/batches/<id>/`: one batch with its numbers, movements, orders and history."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe
from wagtail.log_actions import registry

from shop.accounts.requests import SignedInRequest
from shop.backoffice.batches.forms import ReasonForm
from shop.backoffice.batches.listing import state_label
from shop.backoffice.gate import may_open
from shop.catalogue.models import Batch
from shop.order.recall_search import orders_with
from shop.partner.models import StockMovement
from shop.recall.buyers import is_in_open_recall
from shop.recall.models import Recall
from shop.safety.counts import counts_of

PAGE_SIZE = 50


@dataclass(frozen=True)
class Entry:
    """What somebody decided about the batch."""

    when: datetime
    what: str
    why: str
    who: str


@dataclass(frozen=True)
class Choice:
    """Something that may be decided about the batch, with its form."""

    title: str
    button: str
    url_name: str
    form: Form


@require_safe
def batch_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """The page as it is read."""
    return show(request, pk)


def show(
    request: SignedInRequest,
    pk: int,
    *,
    block: Form | None = None,
    late: Form | None = None,
    status: int = 200,
) -> HttpResponse:
    """`block` is the form that blocks or unblocks, `late` the owner's; with their errors after a POST."""
    rows = Batch.objects.with_states().select_related("product__parent", "product__product_class")
    batch = get_object_or_404(rows, pk=pk)
    movements = StockMovement.objects.filter(batch=batch).select_related("by", "line__order")
    orders = Paginator(orders_with(batch), PAGE_SIZE)
    recalls = list(Recall.objects.filter(batches__batch=batch))
    context = {
        "batch": batch,
        "state": state_label(batch),
        "may_change": may_open(request.user, "office_batches:block"),
        "choices": list(_choices(batch, block, late, may_open(request.user, "office_batches:late"))),
        "recalls": recalls,
        "has_recall": any(not recall.is_rehearsal for recall in recalls),
        "reactions": counts_of(batch),
        "sets": Batch.objects.filter(parts__part=batch).select_related("product__parent"),
        "record": batch.product.stockrecords.order_by("pk").first(),
        "page_obj": Paginator(movements, PAGE_SIZE).get_page(request.GET.get("page")),
        "orders": orders.get_page(request.GET.get("orders")),
        "history": list(_history(batch)),
    }
    return render(request, "backoffice/batches/batch.html", context, status=status)


def _history(batch: Batch) -> Iterator[Entry]:
    for entry in registry.get_logs_for_instance(batch).select_related("user"):
        yield Entry(entry.timestamp, entry.message, entry.data.get("why", ""), entry.user_display_name)


def _choices(batch: Batch, block: Form | None, late: Form | None, may_decide: bool) -> Iterator[Choice]:
    """Only owners start and end recalls, and sell a batch up to its date."""
    if not batch.is_blocked:
        yield Choice("Stop the sale", "Block this batch", "office_batches:block", block or ReasonForm())
    elif not batch.is_recalled:
        yield Choice("Sell it again", "Unblock", "office_batches:unblock", block or ReasonForm())
    elif may_decide and not is_in_open_recall(batch):
        button = "Sell it although it was recalled"
        yield Choice("The recall is closed", button, "office_batches:unblock", block or ReasonForm())
    if may_decide and batch.off_sale_on and not (batch.is_blocked or batch.is_expired):
        button = "Sell it up to its date"
        yield Choice("Sell it all the same", button, "office_batches:late", late or ReasonForm())
