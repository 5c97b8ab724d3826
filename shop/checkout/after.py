"""Once an order exists: paying it again, coming back from the bank, thanks, and the guest's own page.

Every address carries a signed token, works without a session, and is told to nobody else.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from shop.checkout.csp import takes_cards
from shop.checkout.services import take_back
from shop.checkout.views import asks_for_a_page, begin_payment, without_script
from shop.money import to_pence
from shop.order import statuses
from shop.order.mails import delivery_dates
from shop.order.tokens import PAY, VIEW, order_for, token_for
from shop.payment.models import PaymentAttempt
from shop.payment.services import (
    PaymentsUnavailable,
    StillPaying,
    current_attempt,
    refunds_told,
    settle,
    vat_after_refunds,
)
from shop.secret_links import kept_to_ourselves

View = Callable[..., HttpResponseBase]


def private_link(view: View) -> View:
    """Not cached, and its address goes into no other site's Referer."""

    @wraps(view)
    def wrapper(request: HttpRequest, token: str) -> HttpResponseBase:
        return kept_to_ourselves(view(request, token))

    return never_cache(wrapper)


def _look(order: Any) -> str:
    """Settle if there is something to learn; an order is paid, waiting, in review, open or ended."""
    attempt = current_attempt(order)
    if attempt and order.status == statuses.PENDING:
        try:
            attempt = settle(attempt=attempt)
        except PaymentsUnavailable:
            return "waiting"
        order.refresh_from_db(fields=["status"])
    if order.status in statuses.SOLD:
        return "paid"
    if order.status == statuses.REVIEW:
        return "in review"
    if attempt and attempt.state == PaymentAttempt.State.PROCESSING:
        return "waiting"
    return "open" if order.status == statuses.PENDING else "ended"


def _context(order: Any, **more: Any) -> dict[str, Any]:
    lines = order.lines.select_related("product__parent")
    return {
        "order": order,
        "lines": lines,
        "dates": delivery_dates(order),
        "token": token_for(order, VIEW),
        "pay_token": token_for(order, PAY),
        "refunds": refunds_told(order),
        "vat_left": sum(row["vat"] for row in vat_after_refunds(order)),
        **more,
    }


@require_GET
@takes_cards
@private_link
def pay(request: HttpRequest, token: str) -> HttpResponse:
    """`/checkout/pay/<token>/`: the payment page of an order that is placed and not paid."""
    order = order_for(token, PAY)
    state = _look(order)
    if state != "open":
        return redirect("orders", token=token_for(order, VIEW))
    attempt = current_attempt(order)
    context = _context(order, attempt=attempt, stripe_key=settings.STRIPE_PUBLISHABLE_KEY)
    return render(
        request, "oscar/checkout/pay.html", context | {"pence": to_pence(order.total_incl_tax), "step": 3}
    )


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
    """`POST /checkout/pay/<token>/change/`: give the order up and have its goods in the basket again."""
    order = order_for(token, PAY)
    try:
        missing = take_back(order=order, basket=request.basket)
    except PaymentsUnavailable:
        messages.error(request, "We can't reach the payment service just now. Please try again in a minute.")
        return redirect("orders", token=token_for(order, VIEW))
    except StillPaying:
        messages.error(request, "Your payment is on its way, so this order can't be changed any more.")
        return redirect("orders", token=token_for(order, VIEW))
    if request.basket.id and request.basket.lines.exists():
        messages.success(request, "Your items are in the basket again, and nothing was charged.")
    else:
        messages.info(request, "This order was cancelled, and nothing was charged.")
    for text in missing:
        messages.warning(request, text)
    return redirect("basket:summary")


@require_GET
@private_link
def come_back(request: HttpRequest, token: str) -> HttpResponse:
    """`/checkout/return/<token>/`: settle, then on to an address without Stripe's parameters."""
    order = order_for(token, PAY)
    state = _look(order)
    if state == "paid":
        return redirect("checkout:thank-you", token=token_for(order, VIEW))
    if state == "open":
        return redirect(reverse("checkout:pay", args=[token]) + "?tried=1")
    return redirect("orders", token=token_for(order, VIEW))


@require_GET
@private_link
def thank_you(request: HttpRequest, token: str) -> HttpResponse:
    """`/checkout/thank-you/<token>/`"""
    order = order_for(token, VIEW)
    if _look(order) != "paid":
        return redirect("orders", token=token)
    return render(request, "oscar/checkout/thank_you.html", _context(order))


@require_GET
@private_link
def order_page(request: HttpRequest, token: str) -> HttpResponse:
    """`/orders/<token>/`: paid, not yet known, or not charged."""
    order = order_for(token, VIEW)
    state = _look(order)
    paid = order.payment_attempts.filter(state=PaymentAttempt.State.SUCCEEDED)
    can_take_back = state == "ended" and not order.taken_back_at and not paid.exists()
    context = _context(order, state=state, can_take_back=can_take_back)
    return render(request, "oscar/checkout/order.html", context)
