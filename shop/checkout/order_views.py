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

from shop.checkout.cancellation_summary import cancelled
from shop.checkout.csp import takes_cards
from shop.checkout.reopen import PAGES, reopen
from shop.checkout.unpaid_orders import unpaid_of, update_cookie
from shop.checkout.views import asks_for_a_page, begin_payment, without_script
from shop.money import to_pence
from shop.order import statuses
from shop.order.cancellations import cancellable
from shop.order.emails import delivery_dates
from shop.order.terms import terms_in_force
from shop.order.tokens import PAY, VIEW, order_for, token_for
from shop.payment.models import PaymentAttempt
from shop.payment.services import (
    PaymentsUnavailable,
    StillPaying,
    current_attempt,
    refunds_told,
    sync_attempt,
    vat_after_refunds,
)
from shop.shipping.dates import LONDON, dispatch_day
from shop.web.signed_links import with_private_referrer

View = Callable[..., HttpResponseBase]


def private_link(view: View) -> View:
    """Not cached, its address goes into no other site's Referer, and the cookie of unpaid orders follows."""

    @wraps(view)
    def wrapper(request: Any, token: str) -> HttpResponseBase:
        response = with_private_referrer(view(request, token))
        update_cookie(request, response, unpaid_of(request))
        return response

    return never_cache(wrapper)


def _payment_state(order: Any) -> tuple[str, PaymentAttempt | None]:
    """Settle if there is something to learn; an order is paid, waiting, in review, open or ended.

    Also “asked by bank”: open, and the shopper's bank has yet to hear that it is really them.
    """
    attempt = current_attempt(order)
    if attempt and order.status == statuses.PENDING:
        try:
            attempt = sync_attempt(attempt=attempt)
        except PaymentsUnavailable:
            return "waiting", attempt
        order.refresh_from_db(fields=["status"])
    return _state(order, attempt), attempt


def _state(order: Any, attempt: PaymentAttempt | None) -> str:
    if order.status in statuses.SOLD:
        return "paid"
    if order.status == statuses.REVIEW:
        return "in review"
    if attempt and attempt.state == PaymentAttempt.State.PROCESSING:
        return "waiting"
    if order.status != statuses.PENDING:
        return "ended"
    return "asked by bank" if attempt and attempt.awaits_bank else "open"


OPEN = {"open", "asked by bank"}


def _context(order: Any, **more: Any) -> dict[str, Any]:
    lines = order.lines.select_related("product__parent")
    dates = delivery_dates(order)
    return {
        "order": order,
        "lines": lines,
        "dates": dates,
        "token": token_for(order, VIEW),
        "pay_token": token_for(order, PAY),
        "address_line": ", ".join(order.shipping_address.active_address_fields())
        if order.shipping_address
        else "",
        "delivery_line": f"{order.shipping_method}, arrives {dates}" if dates else order.shipping_method,
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
    state, attempt = _payment_state(order)
    if state not in OPEN:
        return redirect("orders", token=token_for(order, VIEW))
    context = _context(
        order,
        attempt=attempt,
        state=state,
        refused=state == "open" and ("tried" in request.GET or (attempt and attempt.last_error)),
        stripe_key=settings.STRIPE_PUBLISHABLE_KEY,
        pence=to_pence(order.total_incl_tax),
        terms=order.terms_version or terms_in_force(),
        step=3,
    )
    return render(request, "oscar/checkout/pay.html", context)


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
    """`POST /checkout/pay/<token>/change/`: give the order up and have it as a basket again.

    `to` says where to change something: details, delivery or, without it, the basket.
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
    return _reopened(request, missing)


def _reopened(request: Any, missing: list[str]) -> HttpResponse:
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
    """`/checkout/unpaid/`, where public pages lead: this browser's newest unpaid order, else its basket."""
    orders = unpaid_of(request)
    if not orders:
        return redirect("basket:summary")
    return redirect("checkout:pay", token=orders[0].token)


@require_GET
@private_link
def payment_return(request: HttpRequest, token: str) -> HttpResponse:
    """`/checkout/return/<token>/`: settle, then on to an address without Stripe's parameters."""
    order = order_for(token, PAY)
    state, _ = _payment_state(order)
    if state == "paid":
        return redirect("checkout:thank-you", token=token_for(order, VIEW))
    if state in OPEN:
        return redirect(reverse("checkout:pay", args=[token]) + "?tried=1")
    return redirect("orders", token=token_for(order, VIEW))


@require_GET
@private_link
def thank_you(request: HttpRequest, token: str) -> HttpResponse:
    """`/checkout/thank-you/<token>/`"""
    order = order_for(token, VIEW)
    if _payment_state(order)[0] != "paid":
        return redirect("orders", token=token)
    send_day = dispatch_day(order.date_placed.astimezone(LONDON))
    return render(request, "oscar/checkout/thank_you.html", _context(order, send_day=send_day))


@require_GET
@private_link
def order_page(request: HttpRequest, token: str) -> HttpResponse:
    """`/orders/<token>/`: paid, not yet known, or not charged."""
    order = order_for(token, VIEW)
    state, _ = _payment_state(order)
    paid = order.payment_attempts.filter(state=PaymentAttempt.State.SUCCEEDED)
    can_take_back = state == "ended" and not order.taken_back_at and not paid.exists()
    more = {"cancelled": cancelled(order), "can_cancel": bool(cancellable(order))}
    context = _context(order, state=state, can_take_back=can_take_back, **more)
    return render(request, "oscar/checkout/order.html", context)
