"""The page behind an expired order link: a button that emails a new link."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from shop.mail import outbox
from shop.order.models import Order
from shop.order.tokens import LinkEnded, order_for, token_for
from shop.web.client_ip import client_network
from shop.web.rate_limits import RateLimited, consume
from shop.web.signed_links import with_private_referrer


class EndedLinks:
    """Middleware: show the page for every view that opens an order by a link."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Called by Django for each exception of a view."""
        if not isinstance(exception, LinkEnded):
            return None
        token = token_for(exception.order, RENEW)
        context = {"token": token, "can_email": bool(exception.order.email)}
        response = render(request, "oscar/order/link_ended.html", context, status=410)
        response.headers["Cache-Control"] = "no-store"
        return with_private_referrer(response)


RENEW = "shop.order.renew"  # opens nothing, only asks for an email to the order's own address


@never_cache
@require_POST
def renew(request: HttpRequest) -> HttpResponse:
    """`POST /orders/new-link/`: email a new link to the order's address, without showing that address."""
    order: Order = order_for(request.POST.get("token", ""), RENEW)
    try:
        consume("order-link", order.number, most=3, minutes=60)
        consume("order-link.from", client_network(request), most=20, minutes=60)
    except RateLimited as problem:
        context = {"problem": problem}
        return render(request, "oscar/order/link_ended.html", context, status=429)
    if order.email:
        args = {"order_id": order.pk}
        outbox.queue("order.link", to=order.email, args=args, reference=order.email_reference)
    return render(request, "oscar/order/link_sent.html")
