"""Paying an order that is placed: the payment page, another try, the return from the bank, giving it up."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from shop.basket.request import StorefrontRequest
from shop.checkout.begin_payment import asks_for_a_page, begin_payment, without_script
from shop.checkout.csp import takes_cards
from shop.checkout.details import Details
from shop.checkout.order_context import order_context
from shop.checkout.payment_element import element_context
from shop.checkout.payment_state import OPEN, payment_state
from shop.checkout.private_links import private_link
from shop.checkout.reopen import PAGES, details_of, reopen
from shop.checkout.unpaid_orders import unpaid_of
from shop.money import to_pence
from shop.order.emails import clock_time
from shop.order.models import Order
from shop.order.terms import terms_in_force
from shop.order.tokens import PAY, VIEW, order_for, token_for
from shop.payment.services import PaymentsUnavailable, StillPaying


@require_GET
@takes_cards
@private_link
def pay(request: HttpRequest, token: str) -> HttpResponse:
    """`/checkout/pay/<token>/`: the payment page of an order that is placed and not paid."""
    order = order_for(token, PAY)
    state, attempt = payment_state(order)
    if state not in OPEN:
        return redirect("orders", token=token_for(order, VIEW))
    methods = attempt.methods if attempt else "card"
    context = order_context(
        order,
        attempt=attempt,
        reserved_until=clock_time(attempt.expires_at) if attempt else "",
        element=element_context(_payer(order), email=order.email, methods=methods),
        state=state,
        refused=state == "open" and ("tried" in request.GET or (attempt and attempt.last_error)),
        stripe_key=settings.STRIPE_PUBLISHABLE_KEY,
        pence=to_pence(order.total_incl_tax),
        terms=order.terms_version or terms_in_force(),
        step=3,
    )
    page = "contributions/pay.html" if order.is_contribution else "oscar/checkout/pay.html"
    return render(request, page, context)


def _payer(order: Order) -> Details | None:
    """Of a contribution nobody's name and address are known."""
    return None if order.is_contribution else details_of(order)


@require_POST
@private_link
def pay_again(request: HttpRequest, token: str) -> HttpResponse:
    """`POST /checkout/pay/<token>/start/`: the same PaymentIntent for another try."""
    if asks_for_a_page(request):
        return without_script(request, reverse("checkout:pay", args=[token]))
    return begin_payment(request, order_for(token, PAY))


@require_POST
@private_link
def change_basket(request: Any, token: str) -> HttpResponse:
    """`POST /checkout/pay/<token>/change/`: cancel the order and turn it back into a basket.

    The field `to` says where the buyer goes next: details, delivery or, without it, the basket.
    """
    order = order_for(token, PAY)
    try:
        missing = reopen(order=order, basket=request.basket, session=request.session)
    except PaymentsUnavailable:
        messages.error(request, "We can’t reach the payment service just now. Please try again in a minute.")
        return redirect("orders", token=token_for(order, VIEW))
    except StillPaying:
        messages.error(request, "Your payment is on its way, so this order can’t be changed any more.")
        return redirect("orders", token=token_for(order, VIEW))
    if order.is_contribution:
        messages.info(request, "Nothing was charged.")
        return redirect("support")
    return _reopened(request, missing)


def _reopened(request: StorefrontRequest, missing: list[str]) -> HttpResponse:
    if request.basket.id and request.basket.lines.exists():
        messages.success(request, "Your items are in the basket again, and nothing was charged.")
    else:
        messages.info(request, "This order was cancelled, and nothing was charged.")
    for text in missing:
        messages.warning(request, text)
    page = PAGES.get("" if missing else request.POST.get("to", ""), "basket:summary")
    return redirect(page)


@require_GET
@never_cache
def unpaid(request: HttpRequest) -> HttpResponse:
    """`/checkout/unpaid/`, linked from public pages: this browser's newest unpaid order, else its basket."""
    orders = unpaid_of(request)
    if not orders:
        return redirect("basket:summary")
    return redirect("checkout:pay", token=orders[0].token)


@require_GET
@private_link
def payment_return(request: HttpRequest, token: str) -> HttpResponse:
    """`/checkout/return/<token>/`: sync the payment, then redirect without Stripe's query parameters."""
    order = order_for(token, PAY)
    state, _ = payment_state(order)
    if state == "paid":
        return redirect("checkout:thank-you", token=token_for(order, VIEW))
    if state in OPEN:
        return redirect(reverse("checkout:pay", args=[token]) + "?tried=1")
    return redirect("orders", token=token_for(order, VIEW))
