"""Staff views for delivery rates. Permissions are in shop.dashboard.apps."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from shop.dashboard.delivery.forms import RateForm
from shop.shipping import services
from shop.shipping.methods import threshold
from shop.shipping.models import DeliveryRate


@require_safe
def rates(request: HttpRequest) -> HttpResponse:
    """`/dashboard/delivery/`: all rates by zone."""
    context = {"rates": DeliveryRate.objects.all(), "rule": threshold()}
    return render(request, "oscar/dashboard/delivery/rates.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def rate(request: HttpRequest, pk: int) -> HttpResponse:
    """`/dashboard/delivery/<id>/`: change one rate."""
    form = RateForm(request.POST or None, instance=get_object_or_404(DeliveryRate, pk=pk))
    if form.is_valid():
        changed = services.change_rate(rate=form.instance)
        messages.success(request, f"{form.instance} is saved; {changed} zone{'s'[: changed != 1]} changed.")
        return redirect("dashboard:delivery-rates")
    return render(request, "oscar/dashboard/delivery/rate.html", {"form": form})
