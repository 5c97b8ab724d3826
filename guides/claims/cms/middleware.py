"""Shows the publishing gate's refusals and notices as messages in the CMS."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse

from guides.claims.content.urls import edit_url, review_url
from guides.claims.review.completeness import NotPublishable
from guides.claims.review.gate import ClaimsOpen
from guides.claims.review.notices import collected

SHOWN = 6


class ClaimsOpenMiddleware:
    """For actions without a form: bulk actions, workflow buttons, copies, the editor's API."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with collected() as lines:
            response = self.get_response(request)
        for line in lines:
            messages.warning(request, line)
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Called by Django if a view raised an exception."""
        if not isinstance(error, NotPublishable) or not request.path.startswith(reverse("wagtailadmin_home")):
            return None
        if "application/json" in request.headers.get("Accept", ""):
            return JsonResponse({"detail": error.messages}, status=422)
        for line in error.messages[: SHOWN + 1]:
            messages.error(request, line)
        is_claims = isinstance(error, ClaimsOpen)
        place = review_url(error.instance) if is_claims else edit_url(error.instance, request.user)
        return redirect(place or "wagtailadmin_home")
