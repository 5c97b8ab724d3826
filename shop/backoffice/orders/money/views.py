"""`/office/orders/<number>/…`: give money back, cancel, settle. shop.backoffice.gate asks for the rights."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from shop.accounts.models import User
from shop.accounts.requests import SignedInRequest
from shop.accounts.second_factor_again import second_factor_again
from shop.backoffice.orders.addresses import order_url
from shop.backoffice.orders.money.forms import CancelForm, RefundForm, SettleForm
from shop.backoffice.orders.money.limit import is_large, limit_of
from shop.money import from_pence
from shop.order import statuses
from shop.order.models import Order, Return
from shop.payment import services
from shop.payment.models import PaymentAttempt, Refund


@require_http_methods(["GET", "POST"])
def refund(request: SignedInRequest, number: str, pk: int) -> HttpResponse:
    """`refund/<attempt>/`: a POST shows the amount, a second gives it back."""
    attempt = get_object_or_404(
        PaymentAttempt.objects.select_related("order"), pk=pk, order__number=number, state="succeeded"
    )
    if entered := services.entered_refund(attempt=attempt, key=request.POST.get("key", "")):
        return _show_refunds(request, attempt.order, [entered])
    row = _return_asked(request, attempt.order)
    form = RefundForm(request.POST or None, attempt=attempt, item_return=row)
    if row and not form.is_bound:
        form = form.filled_in()
    if request.method == "POST" and form.is_confirmed:
        if is_large(form.amount) and (proof := second_factor_again(request)):
            return proof
        if made := _refunded(request, form):
            return _show_refunds(request, attempt.order, [made])
    return _refund_page(request, form)


def _refunded(request: SignedInRequest, form: RefundForm) -> Refund | None:
    """The refund; None where it is refused, which the form then says."""
    given: dict[str, Any] = {"key": form.cleaned_data["key"], "asked": form.asked(request.user)}
    try:
        return services.refund_payment(
            attempt=form.attempt, amount=form.amount, pieces=form.pieces(), **given
        )
    except services.CannotRefund as problem:
        form.add_error(None, str(problem))
        return None


def _refund_page(request: SignedInRequest, form: RefundForm) -> HttpResponse:
    attempt = form.attempt
    amount = form.amount if form.is_bound and not form.errors else 0
    most = limit_of(request.user)
    context = {
        "form": form,
        "order": attempt.order,
        "item_return": form.item_return,
        "left": from_pence(services.refundable_amount(attempt)),
        "most": None if most is None else from_pence(most),
        "confirm": amount,
        "confirm_pounds": from_pence(amount),
    }
    status = 422 if form.errors else 200
    return render(request, "backoffice/orders/money/refund.html", context, status=status)


def _return_asked(request: HttpRequest, order: Order) -> Return | None:
    """The return that the address names; 404 where it is another order's."""
    given = request.GET.get("return", "")
    if not given:
        return None
    pk = int(given) if given.isascii() and given.isdigit() and len(given) < 18 else 0
    return get_object_or_404(order.returns.select_related("order", "notice"), pk=pk)


@require_http_methods(["GET", "POST"])
def cancel(request: SignedInRequest, number: str) -> HttpResponse:
    """`cancel/`: cancel an order before dispatch and give all of it back."""
    order = get_object_or_404(Order, number=number)
    form = CancelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return _show_refunds(request, order, _cancel(order, form, request.user))
        except (services.CannotRefund, services.StillPaying) as problem:
            messages.error(request, str(problem) or "Its payment is on its way: it can’t be given up now.")
        except services.PaymentsUnavailable as problem:
            text = "Stripe isn’t answering. We’ll ask again automatically within minutes."
            messages.warning(request, str(problem) or text)
        return redirect(order_url(order))
    context = {"form": form, "order": order, "books": services.balance_of(order)}
    status = 422 if form.errors else 200
    return render(request, "backoffice/orders/money/cancel.html", context, status=status)


def _cancel(order: Order, form: CancelForm, user: User) -> list[Refund]:
    attempt = services.current_attempt(order)
    if order.status == statuses.PENDING and attempt:
        if services.cancel_attempt(attempt=attempt).state == PaymentAttempt.State.SUCCEEDED:
            raise services.StillPaying("It has just been paid. Check again, then decide.")
        return []
    return services.cancel_order(
        order=order,
        key=form.cleaned_data["key"],
        asked=form.asked(user),
        restock=form.cleaned_data["restock"],
    )


@require_POST
def look(request: HttpRequest, number: str) -> HttpResponse:
    """`look/`: read the order's payments from Stripe again, fees included."""
    order = get_object_or_404(Order, number=number)
    try:
        services.refresh_from_stripe(order=order)
        messages.success(request, "This is what Stripe says now.")
    except services.PaymentsUnavailable:
        messages.error(request, "Stripe isn’t answering. Nothing has changed.")
    return redirect(order_url(order))


@require_http_methods(["GET", "POST"])
def settle(request: SignedInRequest, number: str, pk: int = 0) -> HttpResponse:
    """`settle/[<refund>/]`: record what was settled outside Stripe."""
    order = get_object_or_404(Order, number=number)
    failed = get_object_or_404(Refund, pk=pk, attempt__order=order) if pk else None
    form = SettleForm(request.POST or None, order=order, refund=failed)
    if request.method == "POST" and form.is_valid():
        try:
            _settle(order, failed, form, request.user)
        except services.CannotSettle as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "It is settled, and noted with its reason.")
            return redirect(order_url(order))
    context = {"form": form, "order": order, "books": services.balance_of(order), "failed": failed}
    status = 422 if form.errors else 200
    return render(request, "backoffice/orders/money/settle.html", context, status=status)


def _settle(order: Order, failed: Refund | None, form: SettleForm, user: User) -> None:
    agreed = form.agreed(user)
    if failed:
        services.settle_failed_refund(refund=failed, agreed=agreed)
    else:
        services.settle_otherwise(order=order, agreed=agreed, restock=form.cleaned_data["restock"])


@require_POST
def accept(request: SignedInRequest, number: str) -> HttpResponse:
    """`accept/`: accept an order in review as paid."""
    order = get_object_or_404(Order, number=number)
    try:
        services.accept_order(order=order, by=request.user)
        messages.success(request, f"Order {number} is paid. We’ve emailed the buyer.")
    except services.CannotAccept as problem:
        messages.error(request, str(problem))
    return redirect(order_url(order))


def _show_refunds(request: HttpRequest, order: Order, refunds: list[Refund]) -> HttpResponse:
    """Show a message for each refund's state."""
    for made in refunds:
        amount = f"£{made.pounds:.2f}"
        if made.state == Refund.State.NEW:
            text = (
                f"Stripe hasn’t answered about {amount}. "
                "We’ll ask again automatically, and it will be refunded only once."
            )
            messages.warning(request, text)
        elif made.state in Refund.FELL_THROUGH:
            messages.error(request, f"Stripe didn’t give {amount} back: {made.failure}.")
        else:
            messages.success(request, f"{amount} will be refunded to the card. We’ve emailed the buyer.")
    if not refunds:
        messages.success(request, f"Order {order.number} is cancelled; nothing is left to refund.")
    return redirect(order_url(order))
