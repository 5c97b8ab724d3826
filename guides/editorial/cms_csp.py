"""Content Security Policy of the CMS: Wagtail's admin needs inline scripts and styles."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.csp import CSP
from django.views.decorators.csp import csp_override

PREVIEW_CSP: dict[str, list[str]] = {**settings.SECURE_CSP, "frame-ancestors": [CSP.SELF]}


class CmsPolicyMiddleware:
    """Must come after Django's ContentSecurityPolicyMiddleware, which applies the policy that is set here."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.for_staff = csp_override(settings.STAFF_CSP)(get_response)
        self.for_preview = csp_override(PREVIEW_CSP)(get_response)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(reverse("wagtailadmin_home")):
            response: HttpResponse = self.for_staff(request)
            return response
        if getattr(request, "is_dummy", False):  # Wagtail asks for the page that its editor shows in a frame
            previewed: HttpResponse = self.for_preview(request)
            return previewed
        return self.get_response(request)
