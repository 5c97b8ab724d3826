"""Staff views for payments and refunds. Permissions are in shop.dashboard.apps."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shop.accounts.models import User
from shop.accounts.requests import SignedInRequest
from shop.dashboard.money.forms import CancelForm, RefundForm, SettleForm
from shop.dashboard.money.transactions import ledger_of
from shop.money import from_pence
from shop.order import statuses
from shop.order.dispatch_holds import dispatch_hold_reason
from shop.order.models import Order
from shop.payment import services
from shop.payment.models import Comparison, Dispute, FraudWarning, PaymentAttempt, Refund

CANCELLABLE = {statuses.PENDING, statuses.PAID, statuses.REVIEW}


@require_safe
def watch(request: HttpRequest) -> HttpResponse:
    """`/dashboard/money/`: disputes, warnings and refunds that need attention, nearest deadline first."""
    late = timezone.now() - services.LATE_PROCESSING
    processing = PaymentAttempt.objects.filter(state="processing").select_related("order")
    context = {
        "disputes": Dispute.objects.exclude(status__in=Dispute.DECIDED)
        .select_related("attempt__order")
        .order_by("due_by"),
        "warnings": FraudWarning.objects.filter(cleared_at=None).select_related("attempt__order"),
        "reviews": Order.objects.filter(status=statuses.REVIEW).prefetch_related("notes"),
        "waiting": processing.filter(created_at__lt=late),
        "refunds": services.refunds_to_look_at(),
        "comparison": Comparison.objects.first(),
    }
    return render(request, "oscar/dashboard/money/watch.html", context)


@require_POST
def clear(request: SignedInRequest, pk: int) -> HttpResponse:
    """`POST /dashboard/money/warnings/<id>/clear/`: clear a fraud warning, which releases the order."""
    warning = get_object_or_404(FraudWarning.objects.select_related("attempt__order"), pk=pk)
    services.clear_warning(warning=warning, by=request.user)
    messages.success(request, "The warning is cleared.")
    return redirect("dashboard:money", number=warning.attempt.order.number)


@require_safe
def money(request: HttpRequest, number: str) -> HttpResponse:
    """`/dashboard/money/<number>/`: an order's payments, refunds and balance."""
    order = get_object_or_404(Order, number=number)
    payments = order.payment_attempts.filter(state=PaymentAttempt.State.SUCCEEDED)
    context = {
        "order": order,
        "books": services.balance_of(order),
        "rows": ledger_of(order),
        "payments": [payment for payment in payments if services.refundable_amount(payment)],
        "hold": dispatch_hold_reason(order) if order.status in CANCELLABLE else "",
        "disputes": Dispute.objects.filter(attempt__order=order).exclude(status__in=Dispute.HARMLESS),
        "failed": services.refunds_to_look_at().filter(attempt__order=order, state__in=Refund.FELL_THROUGH),
        "warnings": FraudWarning.objects.filter(attempt__order=order, cleared_at=None),
        "can_cancel": order.status in CANCELLABLE,
        "in_review": order.status == statuses.REVIEW,
    }
    return render(request, "oscar/dashboard/money/order.html", context)


@require_http_methods(["GET", "POST"])
def refund(request: SignedInRequest, number: str, pk: int) -> HttpResponse:
    """`/dashboard/money/<number>/refund/<attempt>/`: a POST shows the amount, a second refunds it."""
    attempt = get_object_or_404(
        PaymentAttempt.objects.select_related("order"), pk=pk, order__number=number, state="succeeded"
    )
    if entered := services.entered_refund(attempt=attempt, key=request.POST.get("key", "")):
        return _show_refunds(request, number, [entered])
    form = RefundForm(request.POST or None, attempt=attempt)
    if request.method == "POST" and form.is_confirmed:
        given: dict[str, Any] = {"key": form.cleaned_data["key"], "asked": form.asked(request.user)}
        try:
            made = services.refund_payment(attempt=attempt, amount=form.amount, pieces=form.pieces(), **given)
        except services.CannotRefund as problem:
            form.add_error(None, str(problem))
        else:
            return _show_refunds(request, number, [made])
    amount = form.amount if form.is_bound and not form.errors else 0
    context = {
        "form": form,
        "order": attempt.order,
        "left": from_pence(services.refundable_amount(attempt)),
        "confirm": amount,
        "confirm_pounds": from_pence(amount),
    }
    return render(request, "oscar/dashboard/money/refund.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def cancel(request: SignedInRequest, number: str) -> HttpResponse:
    """`/dashboard/money/<number>/cancel/`: cancel an order before dispatch and refund all of it."""
    order = get_object_or_404(Order, number=number)
    form = CancelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return _show_refunds(request, number, _cancel(order, form, request.user))
        except (services.CannotRefund, services.StillPaying) as problem:
            messages.error(request, str(problem) or "Its payment is on its way: it can’t be given up now.")
        except services.PaymentsUnavailable as problem:
            text = "Stripe isn’t answering. We’ll ask again automatically within minutes."
            messages.warning(request, str(problem) or text)
        return redirect("dashboard:money", number=number)
    context = {"form": form, "order": order, "books": services.balance_of(order)}
    return render(request, "oscar/dashboard/money/cancel.html", context)


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
    """`POST /dashboard/money/<number>/look/`: refresh an order from Stripe, fees included."""
    try:
        services.refresh_from_stripe(order=get_object_or_404(Order, number=number))
        messages.success(request, "This is what Stripe says now.")
    except services.PaymentsUnavailable:
        messages.error(request, "Stripe isn’t answering. Nothing has changed.")
    return redirect("dashboard:money", number=number)


@require_http_methods(["GET", "POST"])
def settle(request: SignedInRequest, number: str, pk: int = 0) -> HttpResponse:
    """`/dashboard/money/<number>/settle/[<refund>/]`: record a settlement outside Stripe."""
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
            return redirect("dashboard:money", number=number)
    context = {"form": form, "order": order, "books": services.balance_of(order), "failed": failed}
    return render(request, "oscar/dashboard/money/settle.html", context, status=422 if form.errors else 200)


def _settle(order: Order, failed: Refund | None, form: SettleForm, user: User) -> None:
    agreed = form.agreed(user)
    if failed:
        services.settle_failed_refund(refund=failed, agreed=agreed)
    else:
        services.settle_otherwise(order=order, agreed=agreed, restock=form.cleaned_data["restock"])


@require_POST
def accept(request: HttpRequest, number: str) -> HttpResponse:
    """`POST /dashboard/money/<number>/accept/`: accept an order in review as paid."""
    try:
        services.accept_order(order=get_object_or_404(Order, number=number))
        messages.success(request, f"Order {number} is paid. We’ve emailed the buyer.")
    except services.CannotAccept as problem:
        messages.error(request, str(problem))
    return redirect("dashboard:money", number=number)


def _show_refunds(request: HttpRequest, number: str, refunds: list[Refund]) -> HttpResponse:
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
        messages.success(request, f"Order {number} is cancelled; nothing is left to refund.")
    return redirect("dashboard:money", number=number)
