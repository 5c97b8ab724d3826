"""Marks what a request does, so that its calls to Stripe are limited and a worker's aren't."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from shop.payment.call_limits import limited


class LimitStripeCalls:
    """Every request, not only the checkout's: staff pages and Stripe's events hold a thread, too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with limited():
            return self.get_response(request)
