"""Staff views for packing, dispatching, corrections and cancellations."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Case, F, IntegerField, Prefetch, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from shop.accounts.requests import SignedInRequest
from shop.dashboard.packing.forms import (
    CorrectBatchesForm,
    DispatchForm,
    ReasonForm,
    TrackingForm,
)
from shop.order import batches, services, statuses
from shop.order.dispatch import CannotDispatch, correct_tracking, dispatch_order
from shop.order.dispatch_holds import CANCELLED, dispatch_hold_reason, dispatchable
from shop.order.models import CancellationNotice, Line, Order

PAGE_SIZE = 50
MAY_LIFT = "order.change_cancellationnotice"


@require_safe
def packing(request: HttpRequest) -> HttpResponse:
    """`/dashboard/packing/`: paid orders, express first, then oldest first; orders on hold below."""
    lines = Prefetch("lines", Line.objects.select_related("product"))
    urgency = Case(
        When(shipping_code="express", then=Value(0)), default=Value(1), output_field=IntegerField()
    )
    paid = Order.objects.filter(status=statuses.PAID).order_by(urgency, "date_placed", "pk")
    orders = dispatchable(paid).prefetch_related(lines, "cancellations")
    orders = orders.select_related("shipping_address__country")
    held = Paginator(paid.exclude(pk__in=dispatchable(paid).values("pk")), PAGE_SIZE)
    held_page = held.get_page(request.GET.get("held"))
    context = {
        "page_obj": Paginator(orders, PAGE_SIZE).get_page(request.GET.get("page")),
        "held_page": held_page,
        "held": [(order, dispatch_hold_reason(order)) for order in held_page],
    }
    return render(request, "oscar/dashboard/packing/list.html", context)


@require_http_methods(["GET", "POST"])
def dispatch(request: SignedInRequest, number: str) -> HttpResponse:
    """`/dashboard/packing/<number>/`: dispatch an order, or override the hold of a cancellation."""
    order = get_object_or_404(Order, number=number)
    if request.method == "POST" and "send_anyway" in request.POST:
        return _override_hold(request, order)
    form = DispatchForm(request.POST or None, order=order)
    if request.method == "POST" and form.is_valid():
        try:
            dispatch_order(
                order=order, tracking_number=form.cleaned_data["tracking_number"], batches=form.packed()
            )
        except CannotDispatch as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, f"Order {order.number} is on its way. We’ve emailed the buyer.")
            return redirect("dashboard:packing")
    hold = dispatch_hold_reason(order)
    context = {
        "form": form,
        "order": order,
        "is_paid": order.status == statuses.PAID,
        "hold": hold,
        "may_lift": hold == CANCELLED and request.user.has_perm(MAY_LIFT),
        "reason_form": ReasonForm(),
    }
    return render(
        request, "oscar/dashboard/packing/dispatch.html", context, status=422 if form.errors else 200
    )


@require_safe
def packing_slip(request: SignedInRequest, number: str) -> HttpResponse:
    """`/dashboard/packing/<number>/slip/`: the sheet that goes into the parcel, to be printed."""
    orders = Order.objects.select_related("shipping_address__country")
    order = get_object_or_404(orders, number=number)
    lines = [line for line in order.lines.order_by("pk") if line.quantity_to_send]
    context = {"order": order, "lines": lines}
    return render(request, "oscar/dashboard/packing/slip.html", context)


def _override_hold(request: SignedInRequest, order: Order) -> HttpResponse:
    if not request.user.has_perm(MAY_LIFT):
        raise PermissionDenied
    try:
        services.send_anyway(order=order, reason=request.POST.get("reason", ""), by=request.user)
        messages.success(request, "The order may be sent; the reason is noted.")
    except services.CannotSettle as problem:
        messages.error(request, str(problem))
    return redirect("dashboard:dispatch", number=order.number)


@require_http_methods(["GET", "POST"])
def parcel(request: SignedInRequest, number: str) -> HttpResponse:
    """`/dashboard/packing/<number>/parcel/`: correct tracking number or batches after dispatch."""
    sent = [statuses.DISPATCHED, statuses.DELIVERED]
    order = get_object_or_404(Order, number=number, status__in=sent)
    is_tracking = "tracking" in request.POST
    initial = {"tracking_number": order.tracking_number}
    tracking = TrackingForm(request.POST if is_tracking else None, order=order, initial=initial)
    corrected = CorrectBatchesForm(request.POST if "batches" in request.POST else None, order=order)
    if is_tracking and tracking.is_valid():
        correct_tracking(order=order, number=tracking.cleaned_data["tracking_number"], by=request.user)
        messages.success(request, "The tracking number is corrected. We’ve emailed the buyer.")
        return redirect("dashboard:order-detail", number=number)
    if corrected.is_bound and corrected.is_valid() and _correct(request, order, corrected):
        return redirect("dashboard:order-detail", number=number)
    context = {"order": order, "tracking": tracking, "form": corrected}
    status = 422 if tracking.errors or corrected.errors else 200
    return render(request, "oscar/dashboard/packing/parcel.html", context, status=status)


def _correct(request: SignedInRequest, order: Order, form: CorrectBatchesForm) -> bool:
    packed = form.packed()
    try:
        for line in form.lines:
            parts = [part for part in packed if part.line_id == line.pk]
            if parts:
                batches.correct(line=line, packed=parts, why=form.cleaned_data["why"], by=request.user)
    except batches.WrongBatches as problem:
        form.add_error(None, str(problem))
        return False
    messages.success(request, "The batches are corrected. The old ones stay visible, struck through.")
    return True


@require_http_methods(["GET", "POST"])
def cancellations(request: SignedInRequest) -> HttpResponse:
    """`/dashboard/cancellations/`: cancellation notices, open ones first, oldest first."""
    if request.method == "POST":
        given = request.POST.get("notice", "")
        pk = int(given) if given.isascii() and given.isdigit() and len(given) < 18 else 0
        notice = get_object_or_404(CancellationNotice, pk=pk, handled_at=None)
        try:
            nothing_owed = request.POST.get("nothing_owed", "")
            services.settle_notice(notice=notice, by=request.user, nothing_owed=nothing_owed)
            messages.success(request, "Settled.")
        except services.CannotSettle as problem:
            messages.error(request, str(problem))
        return redirect("dashboard:cancellations")
    notices = CancellationNotice.objects.select_related("order", "settled_by").order_by(
        F("handled_at").desc(nulls_first=True), "received_at", "pk"
    )
    page = Paginator(notices, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "oscar/dashboard/packing/cancellations.html", {"page_obj": page})
