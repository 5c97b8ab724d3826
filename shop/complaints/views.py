"""`/data-complaint/`: anybody may complain about how we use their data, without an account."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from shop.complaints.forms import ComplaintForm
from shop.complaints.models import Source
from shop.complaints.taking import take_complaint
from shop.statutory_periods import ACKNOWLEDGE_COMPLAINT_WITHIN
from shop.web.client_ip import client_network
from shop.web.rate_limits import RateLimited, consume


@never_cache
@require_http_methods(["GET", "POST"])
def complain(request: HttpRequest) -> HttpResponse:
    """The form."""
    form = ComplaintForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _show(request, form, status=422 if form.errors else 200)
    try:
        consume("data-complaint.from", client_network(request), most=10, minutes=60)
    except RateLimited as problem:
        return _show(request, form, status=429, problem=problem)
    take_complaint(key=form.cleaned_data["key"], said=form.said(), source=Source.FORM)
    return redirect("data-complaint-thanks")


def _show(request: HttpRequest, form: ComplaintForm, status: int, **more: object) -> HttpResponse:
    context = {"form": form, "days": ACKNOWLEDGE_COMPLAINT_WITHIN.days, **more}
    return render(request, "complaints/complain.html", context, status=status)


@never_cache
@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    """`thanks/`: nothing of what was sent is shown again."""
    return render(request, "complaints/thanks.html")
