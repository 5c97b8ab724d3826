"""`/office/newsletter/<id>/look/`: a newsletter’s HTML for a frame, as light and as dark apps show it."""

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from guides.newsletter.absolute_links import BrokenLinks
from guides.newsletter.cms.letter_look import shown_as
from guides.newsletter.models import Newsletter
from shop.web.framed_email import framed_email


@require_safe
@permission_required("newsletter.publish_newsletter")
def look(request: HttpRequest, pk: int, *, dark: bool = False) -> HttpResponse:
    """The HTML alone; a sentence where a link is broken."""
    newsletter = get_object_or_404(Newsletter, pk=pk).get_latest_revision_as_object()
    try:
        html = shown_as(newsletter, dark=dark)
    except BrokenLinks as error:
        return HttpResponse(str(error), content_type="text/plain; charset=utf-8", status=422)
    return framed_email(html)
