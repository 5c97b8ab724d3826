"""`/office/prices/planned/`: prices for some days. shop.backoffice.gate asks for the right."""

from typing import Final

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shop.accounts.requests import SignedInRequest
from shop.backoffice.gate import may_open
from shop.backoffice.posted import posted
from shop.backoffice.prices.planned_forms import PlanForm
from shop.backoffice.prices.planned_rows import PlannedRow, in_order
from shop.backoffice.prices.rows import for_sale
from shop.partner import planned_prices
from shop.partner.planned_price import Ending, PlannedPrice

PAGE_SIZE: Final = 50
INDEX, CANCEL = "office_prices:planned", "office_prices:cancel_plan"


@require_safe
def planned(request: SignedInRequest) -> HttpResponse:
    """The list of what runs, what comes and what is over."""
    page = Paginator(in_order(), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "rows": [PlannedRow(plan) for plan in page.object_list],
        "page_obj": page,
        "may_cancel": may_open(request.user, CANCEL),
    }
    return render(request, "backoffice/prices/planned.html", context)


@require_http_methods(["GET", "POST"])
def new_plan(request: SignedInRequest, record: int) -> HttpResponse:
    """The form of one size."""
    size = get_object_or_404(for_sale(), pk=record)
    form = PlanForm(size, posted(request))
    is_refused = request.method == "POST"
    if is_refused and form.is_valid() and not form.question and _planned(form):
        messages.success(request, f"Planned: {size.product.full_name}, {_words(form)}.")
        return redirect(INDEX)
    context = {"form": form, "record": size}
    return render(request, "backoffice/prices/plan.html", context, status=422 if is_refused else 200)


def _planned(form: PlanForm) -> bool:
    """Whether it was; else the form says why not."""
    given = form.cleaned_data
    try:
        planned_prices.plan_price(
            record_id=form.record.pk, price=given["price"], since=given["since"], until=given["until"]
        )
    except planned_prices.NoPrice:
        form.add_error("price", "It has no price to come back to. Give it one under Prices and stock first.")
    except planned_prices.Overlaps as problem:
        form.say_overlap(problem.plan)
    else:
        return True
    return False


def _words(form: PlanForm) -> str:
    given = form.cleaned_data
    return str(PlannedPrice(price=given["price"], since=given["since"], until=given["until"]))


@require_POST
def cancel_plan(request: SignedInRequest, pk: int) -> HttpResponse:
    """Cancel a planned one, end a running one."""
    get_object_or_404(PlannedPrice, pk=pk)
    try:
        plan = planned_prices.cancel_plan(plan_id=pk)
    except planned_prices.AlreadyEnded:
        messages.info(request, "It was over already.")
    else:
        _tell_cancelled(request, plan)
    return redirect(INDEX)


def _tell_cancelled(request: SignedInRequest, plan: PlannedPrice) -> None:
    name = plan.stock_record.product.full_name
    if plan.ending == Ending.LEFT:
        messages.warning(
            request, f"Ended. The price of {name} had been changed meanwhile and was left as it is."
        )
    elif plan.began_at:
        messages.success(request, f"Ended: {name} costs £{plan.price_before} again.")
    else:
        messages.success(request, f"Cancelled: {name} keeps its price.")
