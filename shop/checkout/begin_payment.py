"""Starting a payment for the page's script: for a new order and for another try."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse

from shop.checkout.client_keys import client_keys
from shop.order import statuses
from shop.order.models import Order
from shop.order.tokens import PAY, VIEW, token_for
from shop.payment.services import PaymentsBusy, PaymentsUnavailable, TooManyDeclines, start_payment


def asks_for_a_page(request: HttpRequest) -> bool:
    """Whether the browser itself sent the form, because our script or Stripe's didn't run."""
    return "text/html" in request.headers.get("Accept", "")


def without_script(request: HttpRequest, page: str) -> HttpResponse:
    """Redirect to the page: without scripts no card can be entered, so no order is placed."""
    text = "Paying needs JavaScript, and scripts from js.stripe.com. Nothing was charged."
    messages.error(request, text)
    return redirect(page)


# What is true whether or not an earlier click has paid: a second one finds that out, and never pays twice.
UNREACHED = "We couldn’t reach the payment service. Please try again: nothing is ever charged twice."
SLOW = (
    "The payment service is slow at the moment and many shoppers are waiting for it. "
    "Your order is reserved. Please try again in a minute: nothing is ever charged twice."
)


def begin_payment(request: HttpRequest, order: Order) -> JsonResponse:
    """What the page's script needs to confirm a payment, or why it can't."""
    token = token_for(order, PAY)
    pay_url = reverse("checkout:pay", args=[token])
    if order.status != statuses.PENDING:  # nothing to pay, or paid in another window meanwhile
        page = "orders" if order.total_incl_tax else "checkout:thank-you"
        return JsonResponse({"done": reverse(page, args=[token_for(order, VIEW)])})
    try:
        intent = start_payment(order=order, visitor=client_keys(request))
    except TooManyDeclines:
        text = "Too many cards were refused. Please wait a quarter of an hour, or write to us."
        return JsonResponse({"error": text, "pay_url": pay_url}, status=429)
    except PaymentsUnavailable as problem:
        order.refresh_from_db(fields=["status"])
        if order.status != statuses.PENDING:  # refused outright, or for people to look at
            return JsonResponse({"done": reverse("orders", args=[token_for(order, VIEW)])})
        text = SLOW if isinstance(problem, PaymentsBusy) else UNREACHED
        return JsonResponse({"error": text, "pay_url": pay_url}, status=503)
    back = request.build_absolute_uri(reverse("checkout:return", args=[token]))
    return JsonResponse({"client_secret": intent.client_secret, "return_url": back, "pay_url": pay_url})
