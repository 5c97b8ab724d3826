"""`/skin-reaction/`: anybody may report a reaction, without an account."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from shop.safety.forms import ReactionForm
from shop.safety.models import Source
from shop.safety.reporting import report_reaction
from shop.web.client_ip import client_network
from shop.web.rate_limits import RateLimited, consume


@never_cache
@require_http_methods(["GET", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    """The form; `?product=<id>` chooses the product."""
    if request.method != "POST":
        form = ReactionForm(None, None, product=request.GET.get("product", ""))
        return render(request, "safety/report.html", {"form": form})
    form = ReactionForm(request.POST, request.FILES)
    context: dict[str, Any] = {"form": form}
    if not form.is_valid():
        return render(request, "safety/report.html", context, status=422)
    try:
        consume("skin-reaction.from", client_network(request), most=10, minutes=60)
    except RateLimited as problem:
        return render(request, "safety/report.html", context | {"problem": problem}, status=429)
    report_reaction(key=form.cleaned_data["key"], told=form.told(), source=Source.FORM)
    return redirect("skin-reaction-thanks")


@never_cache
@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    """`thanks/`: nothing of what was sent is shown again."""
    return render(request, "safety/thanks.html")
