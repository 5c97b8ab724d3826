"""`/office/newsletter/<id>/look/`: a newsletter’s HTML for a frame, as light and as dark apps show it."""

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.csp import CSP, build_policy
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from guides.newsletter.absolute_links import BrokenLinks
from guides.newsletter.cms.letter_look import shown_as
from guides.newsletter.models import Newsletter

# Emails have their styles in the tags; nothing runs, and nothing is loaded from others.
FRAME_CSP: dict[str, list[str]] = {
    "default-src": [CSP.NONE],
    "style-src": [CSP.UNSAFE_INLINE],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.NONE],
    "frame-ancestors": [CSP.SELF],
}


@require_safe
@xframe_options_sameorigin
@permission_required("newsletter.publish_newsletter")
def look(request: HttpRequest, pk: int, *, dark: bool = False) -> HttpResponse:
    """The HTML alone; a sentence where a link is broken."""
    newsletter = get_object_or_404(Newsletter, pk=pk).get_latest_revision_as_object()
    try:
        html = shown_as(newsletter, dark=dark)
    except BrokenLinks as error:
        return HttpResponse(str(error), content_type="text/plain; charset=utf-8", status=422)
    # Set here: the office's own policy is laid over those of decorators.
    return HttpResponse(html, headers={"Content-Security-Policy": build_policy(FRAME_CSP)})
