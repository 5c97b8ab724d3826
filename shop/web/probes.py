"""Lets a probe on this machine ask whether the shop is well, without the shop's name or TLS."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase


class ProbeMiddleware:
    """Health checks answer whatever Host they are asked by; they show nothing of it.

    Before Django's own host check and its redirect to https, which a balancer's or a colleague's
    `curl http://127.0.0.1:8000/healthz` would fail.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path_info in settings.HEALTH_PATHS and settings.ALLOWED_HOSTS:
            request.META["HTTP_HOST"] = settings.ALLOWED_HOSTS[0].lstrip(".*")
        return self.get_response(request)
