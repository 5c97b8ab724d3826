"""Counts requests for Prometheus by view, method and status: nothing of a visitor, an address or an order."""

import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from prometheus_client import Counter, Histogram

METHODS = {"GET", "HEAD", "POST"}
CACHED, NO_VIEW = "page cache or static file", "none"
REQUESTS = Counter("plainsong_requests", "Requests answered", ["view", "method", "status"])
SECONDS = Histogram(
    "plainsong_request_seconds",
    "Time until the answer was ready",
    ["view"],
    buckets=(0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)


class RequestMetricsMiddleware:
    """The outermost middleware, so that it sees cached pages and errors, too. Only with METRICS_TOKEN."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        began = time.perf_counter()
        response = self.get_response(request)
        view = view_of(request, response.status_code)
        method = request.method if request.method in METHODS else "other"
        REQUESTS.labels(view, method, str(response.status_code)).inc()
        SECONDS.labels(view).observe(time.perf_counter() - began)
        return response


def view_of(request: HttpRequest, status: int) -> str:
    """The dotted path of the view that answered: one of as many words as the shop has views."""
    match = request.resolver_match
    if match is None:
        return CACHED if status in {200, 304} else NO_VIEW
    view = getattr(match.func, "view_class", match.func)
    name = getattr(view, "__qualname__", type(view).__qualname__)
    return f"{view.__module__}.{name}"
