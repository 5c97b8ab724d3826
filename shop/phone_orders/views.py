"""The buyer's page: summary, terms and the button that orders, as at the end of the checkout."""

import json
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.http import require_POST

from shop.basket.request import StorefrontRequest
from shop.checkout.begin_payment import asks_for_a_page, without_script
from shop.checkout.csp import takes_cards
from shop.checkout.payment_element import element_context
from shop.checkout.place_answers import begin_order
from shop.checkout.private_links import private_link
from shop.checkout.quote import NotDeliverable, describe, quote_for, savings
from shop.checkout.services import SMALLEST_CHARGE
from shop.money import to_pence
from shop.order.models import Order
from shop.order.terms import terms_in_force
from shop.order.tokens import PAY, token_for
from shop.phone_orders.models import PaymentLink
from shop.phone_orders.quotes import basket_of
from shop.phone_orders.services import note_opened, order_by_link
from shop.phone_orders.tokens import link_for
from shop.shipping import dates


@method_decorator([takes_cards, private_link], "dispatch")
class PhoneOrderView(View):
    """`/phone-order/<token>/`: what was ordered on the telephone, and the button that makes it an order."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: StorefrontRequest, token: str) -> HttpResponse:
        """Once it is ordered, the order's own payment page."""
        link = link_for(token)
        if order := link.order:
            return redirect("checkout:pay", token=token_for(order, PAY))
        if not link.is_open():
            return render(request, "phone_orders/ended.html", status=410)
        note_opened(link=link)
        return self.page(request, link, token)

    def page(self, request: StorefrontRequest, link: PaymentLink, token: str) -> HttpResponse:
        """The last page of the checkout, for this basket."""
        basket, details = basket_of(link), link.where
        try:
            quote = quote_for(basket, details)
        except NotDeliverable as problem:
            return render(request, "phone_orders/ended.html", {"problem": problem}, status=409)
        context = {
            "place_url": reverse("phone-order-place", args=[token]),
            "link": link,
            "details": details,
            "summary": describe(basket),
            "savings": savings(basket),
            "quote": quote,
            "pence": to_pence(quote.total),
            "has_changed": to_pence(quote.total) != link.total_minor,
            "arrives": dates.wording(*quote.arrives),
            "too_small": 0 < quote.total < SMALLEST_CHARGE,
            "terms": terms_in_force(),
            "element": element_context(
                details, email=link.email or details.email, methods=",".join(settings.STRIPE_METHODS)
            ),
            "stripe_key": settings.STRIPE_PUBLISHABLE_KEY,
        }
        return render(request, "phone_orders/confirm.html", context)


@require_POST
@private_link
def place(request: Any, token: str) -> HttpResponse:
    """`/phone-order/<token>/place/`: make the order, then its payment; a second click gets the same."""
    link = link_for(token)
    is_page = asks_for_a_page(request)
    if is_page and "free" not in request.POST:
        return without_script(request, request.path.removesuffix("place/"))
    if settings.PAYMENTS == "off":
        return JsonResponse({"error": "We can’t take payments just now. Nothing was ordered."}, status=503)

    def ordered() -> Order:
        return order_by_link(link=link, fingerprint=request.POST.get("fingerprint", ""))

    answer = _without_basket(begin_order(request, ordered))
    return _as_page(request, answer, token) if is_page else answer


def _without_basket(answer: JsonResponse) -> JsonResponse:
    """The visitor's own basket isn't this one: where the page would lead there, it is read anew."""
    told = json.loads(answer.content)
    if not told.pop("basket", False):
        return answer
    return JsonResponse(told | {"reload": True}, status=answer.status_code)


def _as_page(request: StorefrontRequest, answer: JsonResponse, token: str) -> HttpResponse:
    """The same answer for a browser without our script: a free order needs no card."""
    told = json.loads(answer.content)
    if "error" in told:
        messages.error(request, told["error"])
        return redirect("phone-order", token=token)
    return redirect(told.get("done") or told.get("pay_url"))
