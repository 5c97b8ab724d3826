"""Staff screens around an order: what to pack, sending it, cancellations, and recalls."""

from typing import Any

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_safe

from shop.catalogue.models import Batch
from shop.csv_writer import csv_response
from shop.dashboard.packing.forms import DispatchForm
from shop.order import services, statuses
from shop.order.holds import hold_of, without_held
from shop.order.models import CancellationNotice, Line, LineBatch, Order


@require_safe
def packing(request: HttpRequest) -> HttpResponse:
    """`/dashboard/packing/`: paid orders, the longest waiting first, with what goes into each parcel."""
    lines = Prefetch("lines", Line.objects.select_related("product"))
    paid = Order.objects.filter(status=statuses.PAID).order_by("date_placed")
    orders = without_held(paid).prefetch_related(lines, "cancellations")
    context = {
        "orders": orders.select_related("shipping_address__country")[:200],
        "held": [(order, hold_of(order)) for order in paid.exclude(pk__in=without_held(paid))[:50]],
    }
    return render(request, "oscar/dashboard/packing/list.html", context)


@require_http_methods(["GET", "POST"])
def dispatch(request: Any, number: str) -> HttpResponse:
    """`/dashboard/packing/<number>/`: send one order."""
    order = get_object_or_404(Order, number=number)
    form = DispatchForm(request.POST or None, order=order)
    if request.method == "POST" and form.is_valid():
        try:
            services.dispatch_order(
                order=order, tracking_number=form.cleaned_data["tracking_number"], batches=form.batches()
            )
        except services.CannotDispatch as problem:
            messages.error(request, str(problem))
            return redirect("dashboard:order-detail", number=order.number)
        messages.success(request, f"Order {order.number} is on its way, and the buyer is told.")
        return redirect("dashboard:packing")
    context = {"form": form, "order": order, "is_paid": order.status == statuses.PAID, "hold": hold_of(order)}
    return render(request, "oscar/dashboard/packing/dispatch.html", context)


@require_http_methods(["GET", "POST"])
def cancellations(request: HttpRequest) -> HttpResponse:
    """`/dashboard/cancellations/`: notices from buyers, those still open first; a press settles one."""
    if request.method == "POST":
        notice = get_object_or_404(CancellationNotice, pk=request.POST.get("notice") or 0, handled_at=None)
        CancellationNotice.objects.filter(pk=notice.pk).update(handled_at=timezone.now())
        messages.success(request, "Settled.")
        return redirect("dashboard:cancellations")
    notices = CancellationNotice.objects.select_related("order").order_by("handled_at", "-received_at")
    return render(request, "oscar/dashboard/packing/cancellations.html", {"notices": notices[:200]})


@require_safe
def recall(request: HttpRequest) -> HttpResponse:
    """`/dashboard/recall/?batch=<id>`: every order with bottles of a batch, on the page or as CSV."""
    given = request.GET.get("batch", "")
    batch = Batch.objects.filter(pk=given).first() if given.isascii() and given.isdigit() else None
    rows = LineBatch.objects.filter(batch=batch).select_related(
        "line__order__user", "line__order__shipping_address"
    )
    if batch and request.GET.get("as") == "csv":
        return _as_csv(batch, rows)
    batches = Batch.objects.select_related("product").order_by("product__title", "number")
    context = {"batches": batches, "batch": batch, "rows": rows if batch else []}
    return render(request, "oscar/dashboard/packing/recall.html", context)


def _as_csv(batch: Batch, rows: Any) -> HttpResponse:
    head = ["order", "date", "email", "name", "product", "quantity"]
    return csv_response(filename=f"batch-{batch.number}.csv", rows=[head, *map(_cells, rows)])


def _cells(row: LineBatch) -> list[object]:
    order, line = row.line.order, row.line
    name = order.shipping_address.name if order.shipping_address else ""
    return [order.number, localdate(order.date_placed), order.email, name, line.title, row.quantity]
