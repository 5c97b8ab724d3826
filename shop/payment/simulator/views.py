"""What the simulated Stripe.js and the simulated bank talk to. Routed in the simulated mode only."""

import json
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from shop.payment.simulator import intents
from shop.payment.simulator.errors import SimulatedError


def _method(intent_id: str) -> str:
    try:
        return str(intents.retrieve(intent_id).get("method", ""))
    except SimulatedError as error:
        raise Http404 from error


def _public(intent: dict[str, Any]) -> dict[str, Any]:
    return {key: intent[key] for key in ("id", "status", "amount", "currency", "last_payment_error")}


@csrf_exempt  # the client secret proves the right to confirm, as it does at Stripe
@require_POST
def confirm(request: HttpRequest, intent_id: str) -> HttpResponse:
    """Confirm a PaymentIntent as Stripe.js would."""
    secret, outcome = request.POST.get("client_secret", ""), request.POST.get("outcome", "")
    try:
        intent = intents.confirm(
            intent_id,
            client_secret=secret,
            outcome=outcome,
            method=request.POST.get("method", "card"),
            shipping=json.loads(request.POST.get("shipping", "null")),
            billing=json.loads(request.POST.get("billing", "null")),
        )
    except ValueError:
        return JsonResponse({"error": "parameter_invalid"}, status=400)
    except SimulatedError as error:
        return JsonResponse({"error": error.code}, status=error.status)
    return JsonResponse(_public(intent))


@never_cache
@require_http_methods(["GET", "POST"])
def bank(request: HttpRequest, intent_id: str) -> HttpResponse:
    """The bank's page of a 3-D Secure check: approve or refuse, then back to the shop."""
    data = request.POST if request.method == "POST" else request.GET
    secret, back = data.get("client_secret", ""), data.get("return_url", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        raise Http404
    if request.method == "GET":
        context = {"intent_id": intent_id, "client_secret": secret, "return_url": back}
        context["method"] = intents.METHOD_NAMES.get(_method(intent_id), "")
        return render(request, "oscar/checkout/simulated_bank.html", context)
    try:
        intents.answer_bank(intent_id, client_secret=secret, approved=data.get("answer") == "approve")
    except SimulatedError as error:
        raise Http404 from error
    return redirect(back)
