"""`/office/packing/pick-list/` and the packing slips: what is printed before packing."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from shop.backoffice.packing.cards import PAGE_SIZE
from shop.backoffice.packing.pick_list import pick_list
from shop.backoffice.packing.queue import in_this_order, to_pack
from shop.backoffice.packing.slips import slips_pdf
from shop.order.kinds import OrderKind
from shop.order.models import Order
from shop.order.statuses import SOLD
from shop.pdf.render import PdfError


@require_safe
def picks(request: HttpRequest) -> HttpResponse:
    """`pick-list/`: pieces of each size and batch for everything that may be sent."""
    orders = in_this_order(to_pack())
    context = {"picks": pick_list(orders), "parcels": len(orders)}
    return render(request, "backoffice/packing/pick_list.html", context)


@require_safe
def slips(request: HttpRequest) -> HttpResponse:
    """`slips.pdf`: the packing slips of a page of parcels."""
    page = Paginator(to_pack(), PAGE_SIZE).get_page(request.GET.get("page"))
    return _pdf(request, list(page), "packing-slips.pdf")


@require_safe
def slip(request: HttpRequest, number: str) -> HttpResponse:
    """`<number>/slip.pdf`: the packing slip of one paid order, or one that was sent."""
    parcels = Order.objects.exclude(kind=OrderKind.CONTRIBUTION)
    order = get_object_or_404(parcels, number=number, status__in=SOLD)
    return _pdf(request, [order.pk], f"packing-slip-{order.number}.pdf")


def _pdf(request: HttpRequest, keys: list[int], filename: str) -> HttpResponse:
    orders = in_this_order(keys)
    if not orders:
        messages.info(request, "There is no parcel to pack.")
        return redirect("office_packing:pack")
    try:
        made = slips_pdf(orders)
    except PdfError as problem:
        messages.error(request, str(problem))
        return redirect("office_packing:pack")
    answer = HttpResponse(made, content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{filename}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer
