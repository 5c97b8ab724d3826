"""Headers that every answer carries, whatever view or error page made it."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

# No page needs any of these, so neither does a script that somebody managed to put on one.
PERMISSIONS = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer",
        "microphone", "midi", "usb", "browsing-topics",
    )
)  # fmt: skip
CACHED_FOR_EVER = {301, 308}


class ResponseHeadersMiddleware:
    """Permissions-Policy everywhere; no page for other sites; what isn't declared public isn't stored.

    Pictures and files keep their own Cross-Origin-Resource-Policy: mail programs in a browser show ours.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        if response.headers.get("Content-Type", "").startswith(("text/html", "application/json")):
            response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if response.status_code not in CACHED_FOR_EVER and not request.path.startswith(settings.MEDIA_URL):
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response
