"""Middleware that limits calls to Stripe in requests; workers aren't limited."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from shop.payment.call_limits import limited


class LimitStripeCalls:
    """Covers every request: staff pages and webhooks occupy a thread as well."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with limited():
            return self.get_response(request)
