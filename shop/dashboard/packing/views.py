"""Staff view for cancellations."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from shop.accounts.requests import SignedInRequest
from shop.order import services
from shop.order.models import CancellationNotice

PAGE_SIZE = 50


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
