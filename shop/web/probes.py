"""Lets health checks use any Host header and plain HTTP."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from shop.web import proxy_probe


class ProbeMiddleware:
    """Replaces the Host header of health checks by an allowed one. Their responses don't contain it.

    Runs before Django's host check and its redirect to HTTPS, which a load balancer's
    `http://127.0.0.1:8000/healthz` would fail.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path_info not in settings.HEALTH_PATHS:
            return self.get_response(request)
        if settings.ALLOWED_HOSTS:
            request.META["HTTP_HOST"] = settings.ALLOWED_HOSTS[0].lstrip(".*")
        response = self.get_response(request)
        proxy_probe.answer(request, response)
        return response
