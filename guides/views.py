"""Pages of the guides that aren't in the page tree."""

from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from wagtail.models import Page

from guides import social


@require_safe
@cache_control(public=True, max_age=31536000, immutable=True)
def social_picture(request: HttpRequest, pk: int, key: str) -> FileResponse:
    """`/guides/social/<page>-<key>.jpg`; the key is the page's own, so nobody can have others drawn."""
    page = Page.objects.live().public().filter(pk=pk).first()
    if page is None or social.key_of(page := page.specific) != key:
        raise Http404
    return FileResponse(social.picture_of(page), content_type="image/jpeg")
