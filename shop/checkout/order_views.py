"""The pages of a placed order: the thanks after paying, and the order's own page, for guests too."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from shop.checkout.cancellation_summary import cancelled
from shop.checkout.order_context import order_context
from shop.checkout.payment_state import payment_state
from shop.checkout.private_links import private_link
from shop.order.cancellations import cancellable
from shop.order.tokens import VIEW, order_for
from shop.payment.models import PaymentAttempt
from shop.shipping.dates import LONDON, dispatch_day


@require_GET
@private_link
def thank_you(request: HttpRequest, token: str) -> HttpResponse:
    """`/checkout/thank-you/<token>/`: only for a paid order; any other is shown on its own page."""
    order = order_for(token, VIEW)
    if payment_state(order)[0] != "paid":
        return redirect("orders", token=token)
    send_day = dispatch_day(order.date_placed.astimezone(LONDON))
    return render(request, "oscar/checkout/thank_you.html", order_context(order, send_day=send_day))


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
        cancelled=cancelled(order),
        can_cancel=bool(cancellable(order)),
    )
    return render(request, "oscar/checkout/order.html", context)
