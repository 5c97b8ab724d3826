"""`/office/returns/<pk>/`: one return, its clock and what may be done next."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from shop.accounts.requests import SignedInRequest
from shop.backoffice.order_states import state_of, with_holds
from shop.backoffice.returns.forms import ArrivedForm, CloseForm, PostedForm
from shop.backoffice.returns.words import due_of
from shop.order.cancellations import cancellable
from shop.order.models import Order, Return, ReturnPhoto
from shop.order.returns.stages import stage_of, with_stage
from shop.payment import services


def found(pk: int) -> Return:
    """The return with what its page shows; 404 without one."""
    related = ("order__shipping_address", "order__user", "notice", "entered_by", "arrived_by", "settled_by")
    rows = with_stage(Return.objects.select_related(*related))
    return get_object_or_404(rows.prefetch_related("lines__line"), pk=pk)


@require_safe
def return_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """The page."""
    return show(request, found(pk))


def show(request: SignedInRequest, row: Return, **bound: object) -> HttpResponse:
    """The page with the form that was just sent, or with new ones."""
    order = row.order
    payments = order.payment_attempts.filter(state="succeeded")
    context: dict[str, Any] = {
        "row": row,
        "order": order,
        "due": due_of(row),
        "stage": stage_of(row).label,
        "order_state": state_of(with_holds(Order.objects.all()).get(pk=order.pk)),
        "parts": list(row.lines.all()),
        "has_photo": ReturnPhoto.objects.filter(item_return=row).exists(),
        "payments": [payment for payment in payments if services.refundable_amount(payment)],
        "refunds": row.refunds.select_related("requested_by"),
        "is_all_unsent": not (order.has_left or order.is_part_sent or cancellable(order)),
        "posted_form": PostedForm(row=row),
        "arrived_form": ArrivedForm(row=row),
        "close_form": CloseForm(),
    }
    status = 422 if bound else 200
    return render(request, "backoffice/returns/return.html", context | bound, status=status)


@require_safe
def photo(request: SignedInRequest, pk: int) -> HttpResponse:
    """The buyer's photo, as a download only."""
    stored = get_object_or_404(ReturnPhoto, item_return=pk)
    response = HttpResponse(bytes(stored.content), content_type="image/jpeg")
    response.headers["Content-Disposition"] = f'attachment; filename="return-{pk}.jpg"'
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
