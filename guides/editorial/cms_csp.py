"""Content Security Policy of the office: strict on every screen but Wagtail's editors.

Our screens show what shoppers and readers wrote, so no inline script may run there. Wagtail's choosers,
panels and page editor write inline scripts and styles into their forms; nonces are no way out, because their
widgets don't know the request.
"""

from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.csp import CSP
from django.views.decorators.csp import csp_override

PREVIEW_CSP: dict[str, list[str]] = {**settings.SECURE_CSP, "frame-ancestors": [CSP.SELF]}
# By the beginning of the URL's name. What isn't named is strict, so a new screen of ours is.
EDITORS: Final = (
    "wagtail_bulk_action",
    "wagtailadmin_block_preview",
    "wagtailadmin_choose_page",
    "wagtailadmin_explore",
    "wagtailadmin_pages:",
    "wagtailadmin_workflows:",
    "wagtaildocs:",
    "wagtaildocs_chooser:",
    "wagtailembeds:",
    "wagtailimages:",
    "wagtailimages_chooser:",
    "wagtailredirects:",
    "wagtailsettings:",
    "wagtailsites:",
    "wagtailsnippetchoosers_",
    "wagtailsnippets_",
    "product_chooser:",
)
LISTS: Final = (":list", ":list_results")  # of readers' words, among others: nothing is edited there


def is_editor(name: str) -> bool:
    """Whether the URL of this name shows a form of Wagtail's that needs inline scripts and styles."""
    return name.startswith(EDITORS) and not name.endswith(LISTS)


class CmsPolicyMiddleware:
    """Must come after Django's ContentSecurityPolicyMiddleware, which applies the policy that is set here."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        policy = _policy(request)
        return csp_override(policy)(lambda _: response)(request) if policy else response


def _policy(request: HttpRequest) -> dict[str, list[str]] | None:
    if request.path.startswith(reverse("wagtailadmin_home")):
        match = request.resolver_match
        editor = match is not None and is_editor(match.view_name)
        return settings.EDITOR_CSP if editor else settings.OFFICE_CSP
    # Wagtail asks for the page that its editor shows in a frame.
    return PREVIEW_CSP if getattr(request, "is_dummy", False) else None
