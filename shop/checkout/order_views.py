"""The pages of a placed order: the thanks after paying, and the order's own page, for guests too."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from shop.basket.pricing import price
from shop.checkout.order_again import order_again
from shop.checkout.order_context import NOT_AGAIN, order_context
from shop.checkout.payment_state import payment_state
from shop.checkout.private_links import private_link
from shop.order.cancellations import cancellable
from shop.order.tokens import VIEW, order_for
from shop.payment.models import PaymentAttempt

CONTRIBUTION = "contributions/order.html"


@require_GET
@private_link
def thank_you(request: HttpRequest, token: str) -> HttpResponse:
    """`/checkout/thank-you/<token>/`: only for a paid order of which nothing was sent or cancelled; any other
    is shown on its own page.
    """
    order = order_for(token, VIEW)
    if payment_state(order)[0] != "paid":
        return redirect("orders", token=token)
    if order.is_contribution:
        return render(request, CONTRIBUTION, order_context(order, state="paid"))
    context = order_context(order)
    if order.has_left or context["parcels"] or context["returns"]:
        return redirect("orders", token=token)  # what happens next is told there
    return render(request, "oscar/checkout/thank_you.html", context)


@require_GET
@private_link
def order_page(request: HttpRequest, token: str) -> HttpResponse:
    """`/orders/<token>/`: an order in any state, with what can be done about it."""
    order = order_for(token, VIEW)
    state, _ = payment_state(order)
    paid = order.payment_attempts.filter(state=PaymentAttempt.State.SUCCEEDED)
    context = order_context(
        order,
        state=state,
        can_take_back=state == "ended" and not order.taken_back_at and not paid.exists(),
        can_cancel=bool(cancellable(order)),
    )
    return render(request, CONTRIBUTION if order.is_contribution else "oscar/checkout/order.html", context)


@require_POST
@private_link
def again(request: Any, token: str) -> HttpResponse:
    """`POST /orders/<token>/again/`: the same items in the basket, and straight on to the payment page.

    Where something has changed, or the basket holds other items too, the basket's page comes first.
    """
    order = order_for(token, VIEW)
    if order.status in NOT_AGAIN or order.is_contribution:
        return redirect("orders", token=token)
    done = order_again(order=order, basket=request.basket, session=request.session)
    price(basket=request.basket, user=request.user)
    for text in done.changes:
        messages.warning(request, text)
    if done.count and not done.is_the_same:
        messages.success(request, "The items of your order are in the basket.")
    return redirect("checkout:payment" if done.is_the_same else "basket:summary")
