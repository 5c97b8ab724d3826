"""Security and cache headers for every response, error pages included."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

# No page needs any of these, so an injected script can't use them either.
PERMISSIONS = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer",
        "microphone", "midi", "usb", "browsing-topics",
    )
)  # fmt: skip
REPORTS = 'csp="/csp-reports/"'  # what "report-to csp" means in the content security policy
PERMANENT = {301, 308}


class ResponseHeadersMiddleware:
    """Sets Permissions-Policy, CORP, Reporting-Endpoints, and `no-store` unless a view allows caching.

    Only pages and JSON get `same-origin`: webmail shows our pictures from other sites.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        if response.headers.get("Content-Type", "").startswith(("text/html", "application/json")):
            response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
            response.headers.setdefault("Reporting-Endpoints", REPORTS)
        if response.status_code not in PERMANENT and not request.path.startswith(settings.MEDIA_URL):
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response
